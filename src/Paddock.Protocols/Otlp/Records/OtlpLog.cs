using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>One log record, scrubbed and within <see cref="OtlpLimits"/>. Texts are UTF-8; one that was not sent is empty.</summary>
public sealed class OtlpLog
{
    private const int HighestSeverity = 24;

    private readonly byte[] _traceId = new byte[TraceIds.TraceIdBytes];
    private readonly OtlpReading _reading;

    internal OtlpLog(OtlpReading reading)
    {
        _reading = reading;
        Attributes = new RecordAttributes(reading.Own, reading.Scope, reading.Resource);
    }

    /// <summary>When it happened, else when it was seen, else when it was received; since 1970.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    /// <summary>1-24, four to each of trace, debug, info, warn, error, fatal; 0 when it was not sent.</summary>
    public byte SeverityNumber { get; private set; }

    /// <summary>As the application calls it.</summary>
    public ReadOnlySpan<byte> Severity => Text(SeverityText);

    /// <summary>The scope's name, which is the logger's.</summary>
    public ReadOnlySpan<byte> Logger => _reading.ScopeName;

    /// <summary>The message; JSON when the body is a list or map.</summary>
    public ReadOnlySpan<byte> Body => Text(BodyText);

    public ReadOnlySpan<byte> EventName => Text(EventNameText);

    /// <summary>16 bytes, all zero when the record has none.</summary>
    public ReadOnlySpan<byte> TraceId => _traceId;

    /// <summary>0 when the record has none.</summary>
    public ulong SpanId { get; internal set; }

    public RecordAttributes Attributes { get; }

    internal ulong Time { get; set; }

    internal ulong Observed { get; set; }

    internal int SentSeverity { get; set; }

    internal Slice SeverityText { get; set; }

    internal Slice BodyText { get; set; }

    internal Slice EventNameText { get; set; }

    internal Span<byte> TraceIdBytes => _traceId;

    internal void Begin()
    {
        (Time, Observed, SentSeverity, SpanId) = (0, 0, 0, 0);
        SeverityText = BodyText = EventNameText = default;
        _traceId.AsSpan().Clear();
    }

    internal void Complete(CleanText clean)
    {
        var text = _reading.Own.Text;
        SeverityNumber = SentSeverity is > 0 and <= HighestSeverity ? (byte)SentSeverity : (byte)0;
        if (!clean.Echoes.IsEmpty)
        {
            BodyText = clean.RemoveEchoes(text, BodyText);
            _reading.Own.RemoveEchoes(clean);
        }
    }

    private ReadOnlySpan<byte> Text(Slice slice) => _reading.Own.Text.Span(slice);
}
