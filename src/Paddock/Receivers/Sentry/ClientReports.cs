using System.Collections.Frozen;
using Paddock.Pipeline;
using Paddock.Protocols.Sentry;

namespace Paddock.Receivers.Sentry;

/// <summary>
/// What clients lost on their own side, for the ledger. The words of client reports, which come from outside, in the ledger's closed list: what nobody knows is "other", so that a client cannot fill the ledger with its own.
/// </summary>
internal static class ClientReports
{
    private const string Other = "other";

    // A report speaks of seconds to minutes; what claims more would drown the account.
    private const ulong MostLost = 1_000_000;

    private static readonly FrozenSet<string> Reasons = FrozenSet.Create(
        "queue_overflow", "cache_overflow", "buffer_overflow", "ratelimit_backoff", "network_error", "sample_rate", "before_send", "event_processor",
        "internal_sdk_error", "insufficient_data", "backpressure", "send_error", "invalid", "no_parent_span", "ignored", "ignore_spans", "too_big");

    private static readonly FrozenSet<string> Categories = FrozenSet.Create(
        "default", "transaction", "log_byte", "security", "profile", "profile_chunk", "replay", "internal");

    public static SentryAnswer? Read(ReadOnlySpan<byte> payload, SentryIntake intake)
    {
        if (!ClientReport.TryParse(payload, out var reports)) return intake.Refuse("client_report", SentryAnswer.MalformedItem);
        foreach (var report in reports)
            Ledger.Count(intake.Entry, intake.Key(Signal(report.Category)), Outcome.ClientDropped, Reason(report.Reason), Math.Min(report.Quantity, MostLost));
        return null;
    }

    private static string Reason(string reason) => Reasons.Contains(reason) ? reason : Other;

    private static string Signal(string category) => SentrySignals.OfCategory(category) ?? (Categories.Contains(category) ? category : Other);
}
