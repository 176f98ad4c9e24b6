using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

public enum MetricKind
{
    /// <summary>The value is to be added to what was counted before.</summary>
    Counter,

    /// <summary>The value is how much there is at this time.</summary>
    Gauge,

    /// <summary>The value is one of many that were measured.</summary>
    Distribution,
}

/// <summary>
/// One point of a metric, scrubbed and trimmed. Texts are UTF-8, empty where the client says nothing. A point is used again for the next one: what was taken
/// from it holds until then.
/// </summary>
public sealed class SentryMetric : IAttributeTarget
{
    /// <summary>Corrected by the client clock's drift; unix nanoseconds.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    /// <summary>As the client's clock said.</summary>
    public long OriginalTimeUnixNanoseconds { get; internal set; }

    /// <summary>The client's clock was wrong and the time was corrected.</summary>
    public bool Skewed { get; internal set; }

    public SentryOrigin Origin { get; internal set; }

    /// <summary>Never empty.</summary>
    public ReadOnlyMemory<byte> Name { get; internal set; }

    public MetricKind Kind { get; internal set; }

    /// <summary>Finite.</summary>
    public double Value { get; internal set; }

    /// <summary>The client's word: millisecond, byte, ratio…</summary>
    public ReadOnlyMemory<byte> Unit { get; internal set; }

    /// <summary>What is not a field above, each key once, at most 128.</summary>
    public IReadOnlyList<SentryAttribute> Attributes => AttributeList;

    internal MetricDraft Draft;

    internal Utf8Arena Texts { get; } = new();

    internal List<SentryAttribute> AttributeList { get; } = [];

    Utf8Arena IAttributeTarget.Texts => Texts;

    List<SentryAttribute> IAttributeTarget.AttributeList => AttributeList;

    bool IAttributeTarget.TryTake(ReadOnlySpan<char> key, ReadOnlyMemory<byte> value) => MetricReader.TryTake(this, key, value);

    internal void Clear()
    {
        Texts.Clear();
        AttributeList.Clear();
        Draft = default;
        TimeUnixNanoseconds = OriginalTimeUnixNanoseconds = 0;
        Skewed = false;
        Origin = default;
        Name = Unit = default;
        Kind = default;
        Value = 0;
    }
}
