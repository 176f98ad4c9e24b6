using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>One value of one series, in the manner of Prometheus: a histogram is many of them, told apart by the end of the name and the label <c>le</c>. Texts are UTF-8.</summary>
public sealed class OtlpSample
{
    private readonly OtlpReading _reading;
    private Slice _name;
    private byte[]? _extraKey;
    private Slice _extraValue;

    internal OtlpSample(OtlpReading reading) => _reading = reading;

    /// <summary>Since 1970; when it was received, for a point without a time.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    public ReadOnlySpan<byte> Name => _reading.Own.Text.Span(_name);

    public MetricKind Kind { get; private set; }

    public ReadOnlySpan<byte> Unit => _reading.Own.Text.Span(UnitText);

    public double Value { get; private set; }

    /// <summary>The instrumentation's name.</summary>
    public ReadOnlySpan<byte> Scope => _reading.ScopeName;

    /// <summary>Counts the data points of the request: the values of one point have one number.</summary>
    public int PointNumber => _reading.Counts.Accepted;

    /// <summary>Of two labels with one key the first counts.</summary>
    public int LabelCount => _reading.Labels.Count + (_extraKey is null ? 0 : 1);

    /// <summary>What the resource says of it: service, release, environment, host.</summary>
    public ReadOnlySpan<byte> this[KnownAttribute known] => _reading.Resource.Known(known);

    internal Slice UnitText { get; set; }

    public ReadOnlySpan<byte> LabelKey(int index) =>
        _extraKey is null ? _reading.Labels[index].Key
        : index == 0 ? _extraKey
        : _reading.Labels[index - 1].Key;

    public ReadOnlySpan<byte> LabelValue(int index) => _reading.Labels.Text.Span(
        _extraKey is null ? _reading.Labels[index].Value
        : index == 0 ? _extraValue
        : _reading.Labels[index - 1].Value);

    internal void Set(Slice name, MetricKind kind, double value) => (_name, Kind, Value, _extraKey) = (name, kind, value, null);

    /// <summary>The label that tells the values of one point apart.</summary>
    internal void SetExtra(byte[] key, Slice value) => (_extraKey, _extraValue) = (key, value);
}
