using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>
/// One log record, scrubbed and trimmed. Texts are UTF-8, empty where the client says nothing. A record is used again for the next one: what was taken
/// from it holds until then.
/// </summary>
public sealed class SentryLog : IAttributeTarget
{
    /// <summary>Corrected by the client clock's drift; unix nanoseconds.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    /// <summary>As the client's clock said.</summary>
    public long OriginalTimeUnixNanoseconds { get; internal set; }

    /// <summary>The client's clock was wrong and the time was corrected.</summary>
    public bool Skewed { get; internal set; }

    public SentryOrigin Origin { get; internal set; }

    /// <summary>trace, debug, info, warning, error or fatal.</summary>
    public string Severity { get; internal set; } = "info";

    /// <summary>OpenTelemetry's, 1 to 24.</summary>
    public byte SeverityNumber { get; internal set; }

    public ReadOnlyMemory<byte> Message { get; internal set; }

    /// <summary>The message before its parameters were put in.</summary>
    public ReadOnlyMemory<byte> Template { get; internal set; }

    public ReadOnlyMemory<byte> Logger { get; internal set; }

    /// <summary>The pattern of the URL; empty: unknown, which is what SDKs know by themselves.</summary>
    public ReadOnlyMemory<byte> Route { get; internal set; }

    /// <summary>What is not a field above, each key once, at most 128.</summary>
    public IReadOnlyList<SentryAttribute> Attributes => AttributeList;

    internal long? Time { get; set; }

    internal Utf8Arena Texts { get; } = new();

    internal List<SentryAttribute> AttributeList { get; } = [];

    Utf8Arena IAttributeTarget.Texts => Texts;

    List<SentryAttribute> IAttributeTarget.AttributeList => AttributeList;

    bool IAttributeTarget.TryTake(ReadOnlySpan<char> key, ReadOnlyMemory<byte> value) => LogReader.TryTake(this, key, value);

    internal void Clear()
    {
        Texts.Clear();
        AttributeList.Clear();
        Time = null;
        TimeUnixNanoseconds = OriginalTimeUnixNanoseconds = 0;
        Skewed = false;
        Origin = default;
        Severity = "";
        SeverityNumber = 0;
        Message = Template = Logger = Route = default;
    }
}
