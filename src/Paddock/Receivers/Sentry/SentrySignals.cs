using Paddock.Protocols.Sentry;

namespace Paddock.Receivers.Sentry;

/// <summary>The ledger speaks of our signals, by the names of their tables; what has no table keeps Sentry's word.</summary>
internal static class SentrySignals
{
    public const string Errors = "errors";
    public const string Spans = "spans";
    public const string Logs = "logs";
    public const string Samples = "samples";
    public const string CheckIns = "check_ins";
    public const string ReleaseSessions = "release_sessions";
    public const string Feedback = "feedback";
    public const string Attachments = "attachments";

    public static string Of(in EnvelopeItem item) => item.Kind switch
    {
        ItemKind.Event => Errors,
        ItemKind.Transaction or ItemKind.Span => Spans,
        ItemKind.Log or ItemKind.OtelLog => Logs,
        ItemKind.Metric => Samples,
        ItemKind.CheckIn => CheckIns,
        ItemKind.Session or ItemKind.Sessions => ReleaseSessions,
        ItemKind.Feedback or ItemKind.UserReport => Feedback,
        ItemKind.Attachment => Attachments,
        // Types that nobody knows share one line: their number is not ours to bound.
        ItemKind.Unknown => "unknown",
        _ => item.Type,
    };

    private static readonly (string Category, string Signal)[] Categories =
    [
        ("error", Errors), ("span", Spans), ("log_item", Logs), ("trace_metric", Samples), ("monitor", CheckIns), ("session", ReleaseSessions), ("feedback", Feedback), ("attachment", Attachments),
    ];

    /// <summary>Of a data category in a client report.</summary>
    /// <returns>Null: a category of Sentry's that is none of our signals, or of nobody's.</returns>
    public static string? OfCategory(string category) => Array.Find(Categories, pair => pair.Category == category).Signal;

    /// <summary>The data category by which clients know a signal.</summary>
    /// <returns>Null: they send nothing of it.</returns>
    public static string? CategoryOf(string signal) => Array.Find(Categories, pair => pair.Signal == signal).Category;
}
