using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>One value of one series, in the manner of Prometheus: a histogram is many of them, told apart by the end of the name and the label <c>le</c>. Texts are UTF-8.</summary>
public sealed class MetricPoint
{
    private readonly OtlpReading _reading;
    private Slice _name;
    private byte[] _extraKey = [];
    private Slice _extraValue;
    private int _extraAt = -1;

    internal MetricPoint(OtlpReading reading) => _reading = reading;

    /// <summary>Since 1970; when it was received, for a point without a time.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    public ReadOnlySpan<byte> Name => _reading.Own.Text.Span(_name);

    public MetricKind Kind { get; private set; }

    public ReadOnlySpan<byte> Unit => _reading.Own.Text.Span(UnitText);

    public double Value { get; private set; }

    /// <summary>The instrumentation's name.</summary>
    public ReadOnlySpan<byte> Scope => _reading.ScopeName;

    public int LabelCount => _reading.Labels.Count + (_extraAt < 0 ? 0 : 1);

    /// <summary>What the resource says of it: service, release, environment, host.</summary>
    public ReadOnlySpan<byte> this[KnownAttribute known] => _reading.Resource.Known(known);

    internal Slice UnitText { get; set; }

    /// <summary>In the order of their bytes: equal labels are equal lists.</summary>
    public ReadOnlySpan<byte> LabelKey(int index) => index == _extraAt ? _extraKey : _reading.Labels[Own(index)].Key;

    public ReadOnlySpan<byte> LabelValue(int index) => _reading.Labels.Text.Span(index == _extraAt ? _extraValue : _reading.Labels[Own(index)].Value);

    internal void Set(Slice name, MetricKind kind, double value) => (_name, Kind, Value, _extraAt) = (name, kind, value, -1);

    internal void SetExtra(byte[] key, Slice value)
    {
        var labels = _reading.Labels;
        _extraAt = 0;
        while (_extraAt < labels.Count && labels[_extraAt].Key.AsSpan().SequenceCompareTo(key) < 0)
            _extraAt++;
        (_extraKey, _extraValue) = (key, value);
    }

    private int Own(int index) => _extraAt >= 0 && index > _extraAt ? index - 1 : index;
}
