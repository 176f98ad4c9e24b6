using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>One log record, scrubbed and within <see cref="OtlpLimits"/>. Texts are UTF-8; one that was not sent is empty.</summary>
public sealed class LogRecord
{
    private readonly byte[] _traceId = new byte[TraceIds.TraceIdBytes];
    private readonly OtlpReading _reading;

    internal LogRecord(OtlpReading reading)
    {
        _reading = reading;
        Attributes = new RecordAttributes(reading.Own, reading.Scope, reading.Resource);
    }

    /// <summary>When it happened, else when it was seen, else when it was received; since 1970.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    /// <summary>1-24, four to each of trace, debug, info, warn, error, fatal; 0 when neither number nor a known name was sent.</summary>
    public int SeverityNumber { get; internal set; }

    /// <summary>As the application calls it, else the name of its number.</summary>
    public ReadOnlySpan<byte> Severity => SeverityText.IsEmpty ? Severities.Name(SeverityNumber) : Text(SeverityText);

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

    internal Slice SeverityText { get; set; }

    internal Slice BodyText { get; set; }

    internal Slice EventNameText { get; set; }

    internal Span<byte> TraceIdBytes => _traceId;

    internal void Begin()
    {
        (Time, Observed, SeverityNumber, SpanId) = (0, 0, 0, 0);
        SeverityText = BodyText = EventNameText = default;
        _traceId.AsSpan().Clear();
    }

    internal void Complete(CleanText clean)
    {
        var text = _reading.Own.Text;
        if (SeverityNumber is < 1 or > Severities.Highest)
            SeverityNumber = Severities.Number(text.Span(SeverityText));
        if (!clean.Echoes.IsEmpty)
        {
            BodyText = clean.RemoveEchoes(text, BodyText);
            _reading.Own.RemoveEchoes(clean);
        }
        Attributes.Complete();
    }

    private ReadOnlySpan<byte> Text(Slice slice) => _reading.Own.Text.Span(slice);
}
