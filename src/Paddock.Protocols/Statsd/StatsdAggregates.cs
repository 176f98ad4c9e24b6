using System.Buffers.Text;
using System.Text;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;

namespace Paddock.Protocols.Statsd;

/// <summary>
/// What StatsD's clients of one project sent since the last flush: counters summed, gauges as they are, timers and the like as count, sum, extremes and quantiles, sets as how many there are.
/// Bounded; not for two threads.
/// </summary>
public sealed class StatsdAggregates
{
    /// <summary>Of one flush; what is new beyond is refused.</summary>
    public const int MostSeries = 50_000;

    /// <summary>Of these. They are remembered from flush to flush, since they may be sent as changes, and must leave room for the others.</summary>
    public const int MostGauges = 25_000;

    /// <summary>After so many flushes without a word, five minutes, a gauge is forgotten.</summary>
    private const int SilentFlushes = 30;

    private const int LongestKey = 1024;

    private readonly Dictionary<string, StatsdSeries> _series = new(StringComparer.Ordinal);
    private int _gauges;

    /// <summary>Takes the metrics of a datagram. Events and service checks are not for here.</summary>
    /// <returns>How many lines could not be used.</returns>
    public int Add(ReadOnlySpan<byte> datagram)
    {
        var refused = 0;
        foreach (var line in new TextLines(datagram))
        {
            if (!StatsdEvents.IsOne(line) && !(StatsdLine.TryRead(line, out var metric) && TryAdd(metric)))
                refused++;
        }
        return refused;
    }

    /// <summary>Gives all that has changed, and begins anew.</summary>
    public OtlpResult Flush(in OtlpContext context, IOtlpVisitor<OtlpSample> visitor)
    {
        using var samples = new SeriesSamples(context, visitor);
        foreach (var (key, series) in _series)
        {
            series.Silence = series.HasChanged ? 0 : series.Silence + 1;
            if (!series.HasChanged || samples.IsStopped)
                continue;
            Begin(samples, key);
            series.Give(samples);
        }
        foreach (var key in _series.Where(static pair => !pair.Value.IsGauge || pair.Value.Silence >= SilentFlushes).Select(static pair => pair.Key).ToList())
            _series.Remove(key);
        _gauges = _series.Count;
        return samples.Result();
    }

    private bool TryAdd(in StatsdLine metric)
    {
        // "name|type|tags" as characters: what a series is known by.
        var length = metric.Name.Length + metric.Type.Length + metric.Tags.Length + 2;
        if (length > LongestKey)
            return false;
        Span<byte> bytes = stackalloc byte[LongestKey];
        Span<char> key = stackalloc char[LongestKey];
        metric.Name.CopyTo(bytes);
        bytes[metric.Name.Length] = (byte)'|';
        metric.Type.CopyTo(bytes[(metric.Name.Length + 1)..]);
        bytes[metric.Name.Length + 1 + metric.Type.Length] = (byte)'|';
        metric.Tags.CopyTo(bytes[(metric.Name.Length + metric.Type.Length + 2)..]);
        key = key[..Encoding.Latin1.GetChars(bytes[..length], key)];
        var lookup = _series.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(key, out var series))
        {
            series = StatsdSeries.Of(metric.Type);
            if (_series.Count == MostSeries || (series.IsGauge && _gauges == MostGauges))
                return false;
            if (series.IsGauge)
                _gauges++;
            lookup[key] = series;
        }
        var values = metric.Values;
        var isGood = true;
        while (!values.IsEmpty)
        {
            var value = StatsdLine.Part(ref values, (byte)':');
            if (series.IsSet)
                series.AddMember(value);
            else if (Utf8Parser.TryParse(value.TrimStart((byte)'+'), out double number, out var read) && read == value.TrimStart((byte)'+').Length && double.IsFinite(number))
                series.Add(number, metric.Rate, isChange: value[0] is (byte)'+' or (byte)'-');
            else
                isGood = false;
        }
        return isGood;
    }

    private static void Begin(SeriesSamples samples, string key)
    {
        samples.BeginSeries();
        ReadOnlySpan<byte> text = Encoding.Latin1.GetBytes(key);
        samples.SetName(StatsdLine.Part(ref text));
        StatsdLine.Part(ref text);
        while (!text.IsEmpty)
        {
            var tag = StatsdLine.Part(ref text, (byte)',');
            var colon = tag.IndexOf((byte)':');
            var name = colon < 0 ? tag : tag[..colon];
            var value = colon < 0 ? "true"u8 : tag[(colon + 1)..];
            if (name.SequenceEqual("env"u8))
                samples.Origin("deployment.environment.name"u8, value);
            else if (name.SequenceEqual("version"u8))
                samples.Origin("service.version"u8, value);
            else if (name.SequenceEqual("host"u8))
                samples.Origin("host.name"u8, value);
            else if (!name.IsEmpty)
                samples.Label(name, value);
        }
    }
}
