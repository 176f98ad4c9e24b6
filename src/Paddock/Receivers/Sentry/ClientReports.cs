using System.Collections.Frozen;

namespace Paddock.Receivers.Sentry;

/// <summary>
/// The words of client reports, which come from outside, in the ledger's closed list: what nobody knows is "other", so that a client cannot fill the ledger with its own.
/// </summary>
internal static class ClientReports
{
    private const string Other = "other";

    private static readonly FrozenSet<string> Reasons = FrozenSet.Create(
        "queue_overflow", "cache_overflow", "buffer_overflow", "ratelimit_backoff", "network_error", "sample_rate", "before_send", "event_processor",
        "internal_sdk_error", "insufficient_data", "backpressure", "send_error", "invalid", "no_parent_span", "ignored", "ignore_spans", "too_big");

    private static readonly FrozenSet<string> Categories = FrozenSet.Create(
        "default", "transaction", "monitor", "span", "log_item", "log_byte", "security", "attachment", "session", "profile", "profile_chunk", "replay",
        "feedback", "trace_metric", "internal");

    public static string Reason(string reason) => Reasons.Contains(reason) ? reason : Other;

    /// <summary>Sentry's category as the ledger's signal.</summary>
    public static string Signal(string category) => category == "error" ? "errors" : Categories.Contains(category) ? category : Other;
}
