using Paddock.Pipeline;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Errors;

namespace Paddock.Receivers.Sentry;

/// <summary>Errors and messages.</summary>
internal static class SentryEvents
{
    public static SentryAnswer? Read(ReadOnlySpan<byte> json, SentryIntake intake, out Guid? eventId)
    {
        eventId = null;
        var status = EventParser.Parse(json, intake.Context, out var error);
        using (error)
        {
            if (status != EventParseStatus.Ok || error is null)
                return intake.Refuse(SentrySignals.Errors, status == EventParseStatus.TooLarge ? SentryAnswer.EventTooLarge : SentryAnswer.MalformedEvent);
            eventId = error.EventId;
            if (intake.OutOfRange(error.TimeUnixNanoseconds) is { } outOfRange) return intake.Refuse(SentrySignals.Errors, outOfRange);
            var project = intake.Arrival.Project;
            var noise = intake.Issues.IsDiscarded(project.Id, error.Hashes) ? IssueDirectory.DiscardedReason : intake.Filters.ReasonAgainst(error, project.Filters, intake.Arrival.Sender);
            if (noise is not null)
            {
                intake.EventDropped = (Outcome.Filtered, noise);
                intake.Filter(SentrySignals.Errors, noise);
                return null;
            }
            if (intake.Admit(SentrySignals.Errors) is { } limited)
            {
                intake.EventDropped = (Outcome.Limited, limited.Reason);
                return limited;
            }
            ErrorsRow.Write(intake.Entry, intake.Key(SentrySignals.Errors), error, new ErrorArrival(project.Id, project.RetentionDays, intake.ReceivedAt, intake.Arrival.Receiver));
            return null;
        }
    }
}
