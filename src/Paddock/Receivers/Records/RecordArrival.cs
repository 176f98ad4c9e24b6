using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols;
using Paddock.Protocols.Otlp;

namespace Paddock.Receivers.Records;

/// <summary>By which key, when and through which path a request came.</summary>
internal readonly record struct RecordArrival(IngestProject Project, long ReceivedAt, string Receiver)
{
    private const long Day = 24 * Hour;
    private const long Hour = 3_600_000_000_000;

    /// <summary>A time outside of what is kept would scatter one insert over many partitions: it is an outcome, not a row.</summary>
    public OtlpContext Context => new(ReceivedAt, ReceivedAt - (Project.RetentionDays * Day), ReceivedAt + Hour);

    public Correlation Correlate(long time, RecordAttributes attributes) => new()
    {
        Project = Project.Id,
        Time = time,
        RetentionDays = Project.RetentionDays,
        ReceivedAt = ReceivedAt,
        Receiver = Receiver,
        Environment = attributes[KnownAttribute.Environment],
        Release = attributes[KnownAttribute.Release],
        Service = attributes[KnownAttribute.Service],
        Host = attributes[KnownAttribute.Host],
        SessionId = attributes[KnownAttribute.SessionId],
        DistinctId = DistinctIds.Legal(attributes[KnownAttribute.DistinctId]),
        Route = attributes[KnownAttribute.Route],
        UrlPath = attributes[KnownAttribute.UrlPath],
    };
}
