using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Prometheus;

/// <summary>
/// What every parser of samples fills, series by series: scrubbed, cut and checked as OTLP's data points are, and given to the same visitor. One thread's, until <see cref="Dispose"/>.
/// A series is <see cref="BeginSeries"/>, its labels and its name; then its samples.
/// </summary>
internal sealed class SeriesSamples : IDisposable
{
    private readonly OtlpReading _reading;
    private readonly IOtlpVisitor<OtlpSample> _visitor;
    private Json.Slice _name;
    private (byte[] Key, Json.Slice Value)? _extra;

    public SeriesSamples(in OtlpContext context, IOtlpVisitor<OtlpSample> visitor)
    {
        _reading = OtlpReading.Begin(context);
        _visitor = visitor;
    }

    /// <summary>The visitor takes no more.</summary>
    public bool IsStopped { get; private set; }

    public ReadOnlySpan<byte> Name => _reading.Own.Text.Span(_name);

    public void Dispose() => _reading.End();

    public OtlpResult Result(bool isMalformed = false) =>
        _reading.Counts.ToResult(IsStopped ? OtlpStatus.Stopped : isMalformed ? OtlpStatus.Malformed : OtlpStatus.Ok);

    public void BeginSeries()
    {
        _reading.BeginResource();
        _reading.BeginScope();
        _reading.BeginRecord();
        _reading.Labels.Begin(_reading.Labels.Text);
        _reading.Point.UnitText = default;
        _name = default;
    }

    /// <summary>Also <c>__name__</c>; <c>job</c> is the service besides.</summary>
    public void Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("__name__"u8))
        {
            SetName(value);
            return;
        }
        if (value.IsEmpty)
            return;
        if (name.SequenceEqual("job"u8) || name.SequenceEqual("service"u8))
            Origin("service.name"u8, value);
        _reading.TryAdd(_reading.Labels, name, AnyValue.OfContent(AnyValueKind.String, value, default));
    }

    /// <summary>What is a column: service.name, deployment.environment.name, service.version, host.name.</summary>
    public void Origin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        _reading.TryAdd(_reading.Resource, name, AnyValue.OfContent(AnyValueKind.String, value, default));

    public void SetName(ReadOnlySpan<byte> name) => _name = _reading.Write(name, OtlpLimits.NameBytes);

    public void SetUnit(ReadOnlySpan<byte> unit) => _reading.Point.UnitText = _reading.Write(unit, OtlpLimits.WordBytes);

    /// <summary>A label of the next value alone.</summary>
    public void SetExtra(ReadOnlySpan<byte> name, string value)
    {
        var text = _reading.Labels.Text;
        var start = text.Length;
        text.WriteText(value);
        _extra = (_reading.Names.Get(name).Key, text.Since(start));
    }

    /// <summary>A value of the series under its name and this ending.</summary>
    /// <param name="time">Nanoseconds since 1970 UTC; 0: when it came.</param>
    /// <returns>Whether it was accepted.</returns>
    public bool Give(MetricKind kind, double value, long time, ReadOnlySpan<byte> ending = default)
    {
        var counts = _reading.Counts;
        if (IsStopped || !counts.HasRoom())
            return false;
        if (_name.IsEmpty)
        {
            counts.Malformed++;
            return false;
        }
        _reading.Point.TimeUnixNanoseconds = time == 0 ? _reading.Context.ReceivedAt : time;
        if (!counts.IsInRange(_reading.Point.TimeUnixNanoseconds, _reading.Context))
            return false;
        counts.Accepted++;
        _reading.Point.Set(ending.IsEmpty ? _name : WithEnding(ending), kind, value);
        if (_extra is { } extra)
            _reading.Point.SetExtra(extra.Key, extra.Value);
        _extra = null;
        IsStopped |= !_visitor.Accept(_reading.Point);
        return !IsStopped;
    }

    /// <summary>A sample that says that there is none: the series has ended.</summary>
    public bool GiveNone()
    {
        if (!_reading.Counts.HasRoom())
            return false;
        _reading.Counts.WithoutValue++;
        return true;
    }

    /// <summary>Counts one that is broken in itself; always false.</summary>
    public bool Refuse()
    {
        if (_reading.Counts.HasRoom())
            _reading.Counts.Malformed++;
        return false;
    }

    private Json.Slice WithEnding(ReadOnlySpan<byte> ending)
    {
        var text = _reading.Own.Text;
        var start = text.Length;
        text.Copy(_name);
        text.Write(ending);
        return text.Since(start);
    }
}
