using System.ComponentModel.DataAnnotations;

namespace Paddock.Accounts.Intake;

/// <summary>How much may come in.</summary>
/// <param name="Limits">None: as much as the server can keep.</param>
internal sealed record LimitSettings([property: MaxLength(LimitSettings.Most)] Limit[] Limits)
{
    public const int Most = 100;

    /// <summary>What a limit may count, by the ledger's names of signals; "everything" is all of them together.</summary>
    public static readonly string[] Kinds = [Everything, "errors", "spans", "logs", "samples", "events", "check_ins", "release_sessions", "feedback", "attachments"];

    public const string Everything = "everything";

    public static readonly LimitSettings Default = new([.. LimitRule.Usual.Select(static rule => new Limit(null, rule.Signal, rule.Records, "hour"))]);

    private static readonly Dictionary<string, int> Seconds = new() { ["minute"] = 60, ["hour"] = 3600, ["day"] = 86_400 };

    /// <param name="keys">The living keys of the project.</param>
    public string? Problem(IReadOnlyCollection<int> keys)
    {
        if (Limits is null || Limits.Length > Most) return $"limits: write a list of at most {Most}; it may be empty.";
        foreach (var limit in Limits)
        {
            if (limit is null || !Kinds.Contains(limit.Kind)) return $"kind: write one of {string.Join(", ", Kinds)}.";
            if (limit.Period is null || !Seconds.ContainsKey(limit.Period)) return $"period: write one of {string.Join(", ", Seconds.Keys)}.";
            if (limit.Records is < 1 or > Limit.MostRecords) return $"records: write 1 to {Limit.MostRecords}.";
            if (limit.Key is { } key && !keys.Contains(key)) return $"key: the project has no key {key}.";
        }
        return Limits.DistinctBy(static limit => (limit.Key, limit.Kind, limit.Period)).Count() < Limits.Length ? "limits: two say the same of one key, kind and period." : null;
    }

    /// <summary>For the audit log.</summary>
    public string InWords() => Limits.Length == 0 ? "none" : string.Join(", ", Limits.Take(20).Select(static limit => $"{(limit.Key is { } key ? $"key {key}" : "project")}: {limit.Records} {limit.Kind} a {limit.Period}"));

    /// <summary>Those that hold for records that come with a key.</summary>
    /// <param name="key">0: with none.</param>
    public LimitRule[] RulesFor(int key) =>
        [.. Limits.Where(limit => limit.Key is null || limit.Key == key).Select(static limit => new LimitRule(limit.Key is not null, limit.Kind == Everything ? "" : limit.Kind, limit.Records, Seconds[limit.Period]))];
}

/// <param name="Key">The number of the key that it is for; null: all of the project's together.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Records">How many may come in.</param>
/// <param name="Period">Within which time, by the clock in UTC.</param>
internal sealed record Limit(
    int? Key,
    [property: AllowedValues("everything", "errors", "spans", "logs", "samples", "events", "check_ins", "release_sessions", "feedback", "attachments")] string Kind,
    [property: Range(1, Limit.MostRecords)] long Records,
    [property: AllowedValues("minute", "hour", "day")] string Period)
{
    public const long MostRecords = 1_000_000_000_000;
}
