using Paddock.Protocols.Sentry;
using Paddock.Signals.Errors;

namespace Paddock.Receivers.Sentry;

/// <summary>What people wrote.</summary>
internal static class SentryFeedback
{
    public static SentryAnswer? Read(in EnvelopeItem item, SentryIntake intake)
    {
        var json = item.Payload.Span;
        var isGood = item.Kind == ItemKind.Feedback ? UserFeedback.TryParse(json, intake.Context, out var feedback) : UserFeedback.TryParseReport(json, intake.Context, out feedback);
        return isGood ? Write(feedback, intake) : intake.Refuse(SentrySignals.Feedback, SentryAnswer.MalformedItem);
    }

    private static SentryAnswer? Write(UserFeedback feedback, SentryIntake intake)
    {
        if (intake.OutOfRange(feedback.TimeUnixNanoseconds) is { } outOfRange) return intake.Refuse(SentrySignals.Feedback, outOfRange);
        if (intake.Admit(SentrySignals.Feedback) is { } limited) return limited;
        var correlation = intake.Correlation(feedback.Origin, feedback.TimeUnixNanoseconds, feedback.OriginalTimeUnixNanoseconds);
        correlation.UrlPath = SentryIntake.Utf8(Uri.TryCreate(feedback.Url, UriKind.Absolute, out var url) ? url.AbsolutePath : null);
        FeedbackRow.Write(intake.Entry, intake.Key(SentrySignals.Feedback), correlation, new FeedbackRecord
        {
            EventId = feedback.Id.ToByteArray(bigEndian: true),
            AboutEventId = feedback.EventId?.ToByteArray(bigEndian: true),
            Name = SentryIntake.Utf8(feedback.Name),
            Email = SentryIntake.Utf8(feedback.ContactEmail),
            Message = SentryIntake.Utf8(feedback.Message),
            Url = SentryIntake.Utf8(feedback.Url),
            Source = SentryIntake.Utf8(feedback.Source),
        });
        return null;
    }
}
