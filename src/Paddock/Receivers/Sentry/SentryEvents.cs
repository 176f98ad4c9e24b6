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
            if (intake.Issues.IsDiscarded(project.Id, error.Hashes))
            {
                intake.Filter(SentrySignals.Errors, IssueDirectory.DiscardedReason);
                return null;
            }
            intake.Received(SentrySignals.Errors);
            ErrorsRow.Write(intake.Entry, intake.Key(SentrySignals.Errors), error, new ErrorArrival(project.Id, project.RetentionDays, intake.ReceivedAt, intake.Arrival.Receiver));
            return null;
        }
    }
}
