using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

// The API's shapes. Times are ISO 8601 in UTC; counts are weighted by the sample rate.

/// <param name="Sampled">Some events of these issues stand for several: the counts are estimates.</param>
internal sealed record IssueList(Issue[] Issues, string? Next, ulong Total, string From, string To, int BucketSeconds, bool Sampled, IssueSummary? Summary);

/// <summary>All issues that match, on the first page only.</summary>
/// <param name="PreviousEvents">In the period of equal length before; null when the project has nothing that old to compare with.</param>
/// <param name="NewIssues">First seen in the range.</param>
internal sealed record IssueSummary(ulong Events, ulong? PreviousEvents, ulong Users, ulong NewIssues, EventBucket[] Buckets);

/// <param name="Regressed">When it happened again after it was resolved; null: it did not, or it is no longer open.</param>
/// <param name="Assignee">Who sees to it; null: nobody.</param>
/// <param name="Events">In the range, weighted.</param>
/// <param name="Users">Distinct user ids in the range; events without one are not counted.</param>
/// <param name="Sparkline">Events per bucket of the range, oldest first; the first and the last may be partial.</param>
internal sealed record Issue(
    uint Id, string Title, [property: Personal] string Value, string Culprit, string Level, bool? Handled, string Platform, [property: AllowedValues("unresolved", "resolved", "archived")] string Status, string FirstSeen, string LastSeen,
    ulong Events, ulong Users, ulong[] Sparkline, string FirstRelease, bool IsNew, string? Regressed, Assignee? Assignee)
{
    private static readonly TimeSpan New = TimeSpan.FromDays(1);

    public static Issue Of(IssueCounts row, IssueState state, ulong[] sparkline, DateTimeOffset now) => new(
        row.Issue, row.Title, row.Value, row.Culprit, row.Level, row.Handled == ErrorsRow.HandlingUnknown ? null : row.Handled == ErrorsRow.Handled, row.Platform, state.Status,
        Questions.Iso(row.FirstSeen), Questions.Iso(row.LastSeen), row.Events, row.Users, sparkline, row.FirstRelease,
        now - DateTimeOffset.Parse(row.FirstSeen.AsSpan(0, 19), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) < New,
        state.Regressed, state.Assignee);
}

internal sealed record IssueDetail(
    Issue Issue, EventBucket[] Buckets, int BucketSeconds, string From, string To, ulong EventsInRange, ulong UsersInRange, [property: Personal] TagDistribution[] Tags,
    IssueRelease[] Releases);

/// <param name="FirstSeen">In the range.</param>
internal sealed record IssueRelease(string Release, ulong Events, string FirstSeen);

internal sealed record EventBucket(string Time, ulong Events);

/// <param name="Events">Events in the range that carry the tag at all.</param>
/// <param name="Values">The most frequent six.</param>
internal sealed record TagDistribution(string Key, ulong Events, TagCount[] Values);

internal sealed record TagCount(string Value, ulong Events);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IssueList))]
[JsonSerializable(typeof(IssueDetail))]
[JsonSerializable(typeof(ErrorEventDocument))]
internal sealed partial class ErrorsApiJson : JsonSerializerContext;
