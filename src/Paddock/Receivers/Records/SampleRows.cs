using System.Text;
using Paddock.Pipeline;
using Paddock.Protocols.Otlp;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Records;

/// <summary>OTLP's data points as samples and the series that they are the first of.</summary>
internal sealed class SampleRows(RecordEntries entries, RecordArrival arrival, SamplesWriter writer) : IOtlpVisitor<OtlpSample>
{
    private static readonly byte[][] Kinds = [.. Enum.GetValues<MetricKind>().Select(static kind => Encoding.UTF8.GetBytes(kind.Name()))];

    private readonly SeriesKey series = new();
    private int lastLimited;

    /// <summary>Data points, some or all of whose series the project has no room for.</summary>
    public int Limited { get; private set; }

    public bool Accept(OtlpSample sample)
    {
        if (!entries.Next()) return false;
        series.Begin(sample.Name);
        for (var index = 0; index < sample.LabelCount; index++) series.Add(sample.LabelKey(index), sample.LabelValue(index));
        var origin = new Correlation
        {
            Project = arrival.Project.Id,
            Time = sample.TimeUnixNanoseconds,
            RetentionDays = arrival.Project.RetentionDays,
            ReceivedAt = arrival.ReceivedAt,
            Receiver = arrival.Receiver,
            Environment = sample[KnownAttribute.Environment],
            Release = sample[KnownAttribute.Release],
            Service = sample[KnownAttribute.Service],
            Host = sample[KnownAttribute.Host],
        };
        if (writer.Write(entries.Current, entries.Key, origin, series, Kinds[(int)sample.Kind], sample.Unit, sample.Value) || lastLimited == sample.PointNumber) return true;
        lastLimited = sample.PointNumber;
        Limited++;
        return true;
    }
}
