using System.Text.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>Reads one record, gives it to the visitor, and counts it. False: the visitor takes no more.</summary>
internal interface IRecordReader
{
    /// <summary>The three names of the lists in JSON, from the outermost.</summary>
    RequestNames Names { get; }

    bool Read(ReadOnlySpan<byte> protobuf);

    /// <param name="reader">At the record's first token; left at its last.</param>
    /// <param name="json">All that the reader reads.</param>
    bool Read(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json);
}

/// <summary>"resourceLogs", "scopeLogs", "logRecords" and so on, in UTF-8.</summary>
internal sealed record RequestNames(byte[] Resources, byte[] Scopes, byte[] Records);
