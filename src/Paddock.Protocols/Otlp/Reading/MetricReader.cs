using System.Text.Json;

namespace Paddock.Protocols.Otlp;

internal sealed class MetricReader(OtlpReading reading, IOtlpVisitor<OtlpSample> visitor) : IRecordReader
{
    private static readonly RequestNames MetricNames = new("resourceMetrics"u8.ToArray(), "scopeMetrics"u8.ToArray(), "metrics"u8.ToArray());

    // Tells the processes of one service apart, whose series would be one without it.
    private static readonly byte[] Instance = [.. "service.instance.id"u8];

    private readonly MetricFlattening _flattening = new(reading, visitor);

    public RequestNames Names => MetricNames;

    public Metric Metric { get; } = new();

    public DataPoint Point { get; } = new();

    public OtlpReading Reading => reading;

    public bool Read(ReadOnlySpan<byte> protobuf)
    {
        reading.BeginRecord();
        Metric.Begin();
        return ProtobufMetrics.Read(protobuf, this);
    }

    public bool Read(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reading.BeginRecord();
        Metric.Begin();
        return JsonMetrics.Read(ref reader, json, this);
    }

    /// <summary>Once the metric's shape is known, before its points.</summary>
    public void SetNames(ReadOnlySpan<byte> name, ReadOnlySpan<byte> unit)
    {
        Metric.SetName(reading.Own.Text, reading.Write(name, OtlpLimits.NameBytes));
        reading.Point.UnitText = reading.Write(unit, OtlpLimits.WordBytes);
    }

    /// <summary>A metric that cannot be read: nobody knows how many points it had.</summary>
    public bool Refuse()
    {
        if (reading.Counts.HasRoom())
            reading.Counts.Malformed++;
        return true;
    }

    public bool TryBeginPoint()
    {
        if (!reading.Counts.HasRoom())
            return false;
        Point.Begin();
        reading.Labels.Begin(reading.Labels.Text);
        return true;
    }

    public bool EndPoint(bool isGood)
    {
        var counts = reading.Counts;
        if (!isGood || Metric.Name.IsEmpty || !Point.IsGood(Metric.Shape))
        {
            counts.Malformed++;
            return true;
        }
        if (Point.SaysThatThereIsNone(Metric.Shape))
        {
            counts.WithoutValue++;
            return true;
        }
        reading.Point.TimeUnixNanoseconds = OtlpTimes.First(Point.Time, 0, reading.Context.ReceivedAt);
        if (!counts.IsInRange(reading.Point.TimeUnixNanoseconds, reading.Context))
            return true;
        AddInstance();
        counts.Accepted++;
        return _flattening.Flatten(Metric, Point);
    }

    private void AddInstance()
    {
        var labels = reading.Labels;
        if (reading.Resource.IndexOf(Instance) is not (var index and >= 0) || labels.IndexOf(Instance) >= 0)
            return;
        var start = labels.Text.Length;
        labels.Text.Write(reading.Resource.Text.Span(reading.Resource[index].Value));
        labels.Add(reading.Names.Get(Instance), labels.Text.Since(start));
    }
}
