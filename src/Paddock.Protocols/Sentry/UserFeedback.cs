using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>What a person wrote about the site, scrubbed and trimmed. Texts are empty where nothing was said.</summary>
public sealed class UserFeedback
{
    public const int LongestMessage = 4096;

    public Guid Id { get; internal set; }

    /// <summary>Corrected by the client clock's drift; unix nanoseconds.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    /// <summary>As the client's clock said.</summary>
    public long OriginalTimeUnixNanoseconds { get; internal set; }

    /// <summary>The client's clock was wrong and the time was corrected.</summary>
    public bool Skewed { get; internal set; }

    public SentryOrigin Origin { get; internal set; }

    /// <summary>Never empty, at most 4096 characters.</summary>
    public string Message { get; internal set; } = "";

    public string? ContactEmail { get; internal set; }

    public string? Name { get; internal set; }

    /// <summary>Where the person was, without secret parameters.</summary>
    public string? Url { get; internal set; }

    /// <summary>The error it is about.</summary>
    public Guid? EventId { get; internal set; }

    /// <summary>widget, api, crash_report… as the client calls it.</summary>
    public string? Source { get; internal set; }

    internal FeedbackDraft Draft { get; } = new();

    /// <summary>Reads the payload of a feedback item. False when it is not JSON or nothing was written. Never throws on any input.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, in EventContext context, out UserFeedback feedback) =>
        TryParse(json, context, out feedback, FeedbackReader.ReadFeedback);

    /// <summary>Reads the payload of a user_report item: {"event_id","name","email","comments"}, of which the event is the one it is about.</summary>
    public static bool TryParseReport(ReadOnlySpan<byte> json, in EventContext context, out UserFeedback feedback) =>
        TryParse(json, context with { EventId = null }, out feedback, FeedbackReader.ReadReport);

    private static bool TryParse(ReadOnlySpan<byte> json, in EventContext context, out UserFeedback feedback, ItemJson.ObjectReader<UserFeedback> read)
    {
        feedback = new UserFeedback();
        if (json.Length > SentryLimits.EventBytes || !ItemJson.TryRead(json, context, feedback, read) || feedback.Message.Length == 0)
            return false;
        feedback.Id = context.EventId ?? feedback.Draft.Id ?? context.FallbackEventId;
        var times = ItemTimes.Of(feedback.Draft.Time, context);
        (feedback.TimeUnixNanoseconds, feedback.OriginalTimeUnixNanoseconds, feedback.Skewed) = (times.Corrected, times.Original, times.Skewed);
        return true;
    }
}
