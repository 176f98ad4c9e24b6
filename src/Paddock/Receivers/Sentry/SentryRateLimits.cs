using Paddock.Receivers.Intake;

namespace Paddock.Receivers.Sentry;

/// <summary>How Sentry's clients are told which of their items not to send for a while; they keep to it whatever the status of the answer.</summary>
internal static class SentryRateLimits
{
    public const string Header = "X-Sentry-Rate-Limits";

    /// <summary>"60:error:key:limit_of_key, …": seconds, categories (none: everything), scope and reason of each.</summary>
    public static string Of(IEnumerable<ReachedLimit> limits) => string.Join(", ", limits.Distinct().Select(static limit => $"{limit.RetrySeconds}:{CategoriesOf(limit.Signal)}:{(limit.IsOfKey ? "key" : "project")}:{limit.Reason}"));

    private static string CategoriesOf(string signal) => signal switch
    {
        "" => "",
        SentrySignals.Spans => "transaction;span",
        // Events of pages and servers, which no item of Sentry's brings.
        LedgerSignals.Events => "default",
        _ => SentrySignals.CategoryOf(signal) ?? "default",
    };
}
