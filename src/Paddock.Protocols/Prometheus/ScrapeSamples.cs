using System.Text;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Prometheus;

/// <summary>Samples that were fetched: each series has the labels of its target, and the target has series of its own, by Prometheus' names.</summary>
internal sealed class ScrapeSamples(Scrape scrape, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor) : IDisposable
{
    private readonly SeriesSamples _samples = new(context, visitor);
    private readonly byte[] _job = Encoding.UTF8.GetBytes(scrape.Job), _instance = Encoding.UTF8.GetBytes(scrape.Instance);
    private int _given;

    public bool IsStopped => _samples.IsStopped;

    public void Dispose() => _samples.Dispose();

    public void Begin(ReadOnlySpan<byte> name)
    {
        _samples.BeginSeries();
        _samples.Label("job"u8, _job);
        _samples.Label("instance"u8, _instance);
        if (!name.IsEmpty)
            _samples.SetName(name);
    }

    /// <summary>What calls itself as the target's own labels do is kept under another name.</summary>
    public void Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("job"u8))
            _samples.Label("exported_job"u8, value);
        else if (name.SequenceEqual("instance"u8))
            _samples.Label("exported_instance"u8, value);
        else if (!name.SequenceEqual("__name__"u8))
            _samples.Label(name, value);
    }

    /// <param name="time">Nanoseconds since 1970 UTC; 0: now.</param>
    public void Give(MetricKind kind, double value, long time = 0) => _given += _samples.Give(kind, value, time) ? 1 : 0;

    public void Refuse() => _samples.Refuse();

    /// <summary>The target's own, and what became of all.</summary>
    public OtlpResult End()
    {
        var given = _given;
        Own("up"u8, scrape.IsUp ? 1 : 0);
        Own("scrape_duration_seconds"u8, scrape.Duration.TotalSeconds);
        Own("scrape_samples_scraped"u8, given);
        return _samples.Result();
    }

    private void Own(ReadOnlySpan<byte> name, double value)
    {
        Begin(name);
        Give(MetricKind.Gauge, value);
    }
}
