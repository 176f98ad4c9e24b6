using System.Globalization;
using System.Text;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;

namespace Paddock.Protocols.Statsd;

/// <summary>What became of one series since the last flush.</summary>
internal sealed class StatsdSeries
{
    // Of a timer, for its quantiles; count, sum and extremes are of all.
    private const int MostValues = 1000;
    private const int MostMembers = 10_000;

    private static readonly double[] Quantiles = [0.5, 0.95, 0.99];

    private readonly List<double>? _values;
    private readonly HashSet<string>? _members;
    private double _sum;
    private double _count;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;

    private StatsdSeries(bool isGauge, bool isTimer, bool isSet)
    {
        IsGauge = isGauge;
        _values = isTimer ? [] : null;
        _members = isSet ? new HashSet<string>(StringComparer.Ordinal) : null;
    }

    public bool IsGauge { get; }

    public bool IsSet => _members is not null;

    public bool HasChanged { get; private set; }

    /// <summary>Flushes since it changed.</summary>
    public int Silence { get; set; }

    public static StatsdSeries Of(ReadOnlySpan<byte> type) => new(type.SequenceEqual("g"u8), type.SequenceEqual("ms"u8) || type.SequenceEqual("h"u8) || type.SequenceEqual("d"u8), type.SequenceEqual("s"u8));

    /// <param name="rate">Which share of all there were was sent.</param>
    /// <param name="isChange">Of a gauge: to be added to what it was.</param>
    public void Add(double value, double rate, bool isChange)
    {
        HasChanged = true;
        if (IsGauge)
        {
            _sum = isChange ? _sum + value : value;
            return;
        }
        _sum += value / rate;
        _count += 1 / rate;
        _least = Math.Min(_least, value);
        _most = Math.Max(_most, value);
        if (_values?.Count < MostValues)
            _values.Add(value);
    }

    public void AddMember(ReadOnlySpan<byte> member)
    {
        HasChanged = true;
        if (_members!.Count < MostMembers)
            _members.Add(Encoding.Latin1.GetString(member));
    }

    public void Give(SeriesSamples samples)
    {
        HasChanged = false;
        if (_members is not null)
        {
            samples.Give(MetricKind.Gauge, _members.Count, 0);
        }
        else if (_values is null)
        {
            samples.Give(IsGauge ? MetricKind.Gauge : MetricKind.CounterDelta, _sum, 0);
        }
        else
        {
            samples.Give(MetricKind.HistogramDelta, _count, 0, "_count"u8);
            samples.Give(MetricKind.HistogramDelta, _sum, 0, "_sum"u8);
            samples.Give(MetricKind.Gauge, _least, 0, "_min"u8);
            samples.Give(MetricKind.Gauge, _most, 0, "_max"u8);
            _values.Sort();
            foreach (var quantile in Quantiles)
            {
                samples.SetExtra("quantile"u8, quantile.ToString(CultureInfo.InvariantCulture));
                samples.Give(MetricKind.Gauge, _values[(int)Math.Ceiling(quantile * _values.Count) - 1], 0);
            }
        }
    }
}
