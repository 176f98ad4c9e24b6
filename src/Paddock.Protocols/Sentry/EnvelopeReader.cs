namespace Paddock.Protocols.Sentry;

/// <summary>
/// Reads an envelope item by item: <c>if (EnvelopeReader.TryOpen(body, out var reader)) while (reader.TryRead(out var item)) …</c>
/// A bad item is returned with its <see cref="EnvelopeItem.Problem"/>, and reading goes on behind it.
/// </summary>
public struct EnvelopeReader
{
    private EnvelopeReader(EnvelopeHeader header) => Header = header;

    public EnvelopeHeader Header { get; }

    /// <summary>False when the body does not begin with an envelope header: the whole body is one malformed thing.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> body, out EnvelopeReader reader) => throw new NotImplementedException();

    /// <summary>False at the end.</summary>
    public bool TryRead(out EnvelopeItem item) => throw new NotImplementedException();
}
