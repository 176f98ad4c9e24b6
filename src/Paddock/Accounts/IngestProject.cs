using Paddock.Accounts.Intake;
using Paddock.Protocols.Filtering;
using Paddock.Protocols.Sentry.Grouping.Rules;

namespace Paddock.Accounts;

/// <summary>What a receiver needs to know of the project that a key opens.</summary>
internal sealed record IngestProject(int Id, string Slug, string? Domain, ushort RetentionDays)
{
    /// <summary>The number of the key; 0: it was found by its domain.</summary>
    public int Key { get; init; }

    /// <summary>What of its records is noise.</summary>
    public FilterRules Filters { get; init; } = FilterRules.Default;

    /// <summary>How much it may bring, by this key.</summary>
    public IReadOnlyList<LimitRule> Limits { get; init; } = LimitRule.Usual;

    /// <summary>What it wants grouped differently; null: nothing.</summary>
    public GroupingRules? Grouping { get; init; }
}
