namespace Paddock.Protocols.Sentry;

/// <summary>What an envelope item is to us.</summary>
public enum ItemKind
{
    /// <summary>An error or a message: read by <see cref="EventParser"/>.</summary>
    Event,

    /// <summary>A trace's part of one service, in one piece: read by <see cref="TransactionReader"/>.</summary>
    Transaction,

    /// <summary>One span, or a container of them (<see cref="EnvelopeItem.IsContainer"/>): read by <see cref="SpanParser"/>.</summary>
    Span,

    /// <summary>A container of log records: read by <see cref="LogParser"/>.</summary>
    Log,

    /// <summary>One log record in OpenTelemetry's JSON: read by <see cref="LogParser"/>.</summary>
    OtelLog,

    /// <summary>A container of points: read by <see cref="MetricParser"/>.</summary>
    Metric,

    /// <summary>A sign of life of a scheduled job: read by <see cref="CheckIn"/>.</summary>
    CheckIn,

    /// <summary>One session of a release: read by <see cref="ReleaseSession"/>.</summary>
    Session,

    /// <summary>Counts of sessions: read by <see cref="ReleaseSession"/>.</summary>
    Sessions,

    /// <summary>What a person wrote, as an event: read by <see cref="UserFeedback"/>.</summary>
    Feedback,

    /// <summary>What a person wrote about an error, in the old form: read by <see cref="UserFeedback"/>.</summary>
    UserReport,

    /// <summary>A file.</summary>
    Attachment,

    /// <summary>What the client lost on its own side: read by <see cref="ClientReport"/>.</summary>
    ClientReport,

    /// <summary>A type of the protocol that has no room here yet; <see cref="EnvelopeItem.Type"/> says which.</summary>
    Known,

    /// <summary>A type that we never heard of: ignored, as the protocol asks.</summary>
    Unknown,
}
