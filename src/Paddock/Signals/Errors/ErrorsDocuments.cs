using System.ComponentModel.DataAnnotations;
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

/// <param name="State">How it stands: of an unresolved one, what it is besides.</param>
/// <param name="Events">In the range, weighted.</param>
/// <param name="Users">Distinct user ids in the range; events without one are not counted.</param>
/// <param name="Sparkline">Events per bucket of the range, oldest first; the first and the last may be partial.</param>
/// <param name="Regressed">When it happened again after it was resolved; null: it did not, or that is past.</param>
/// <param name="Escalated">When it became much more than usual; null: it did not, or that is past.</param>
/// <param name="Archive">What ends it; null: it is not archived.</param>
/// <param name="Fix">What has it; null: it is not resolved.</param>
/// <param name="Assignee">Who sees to it; null: nobody.</param>
/// <param name="Bookmarked">By who asks.</param>
internal sealed record Issue(
    uint Id, string Title, [property: Personal] string Value, string Culprit, string Level, bool? Handled, string Platform, [property: AllowedValues("unresolved", "resolved", "archived")] string Status,
    [property: AllowedValues("new", "ongoing", "escalating", "regressed", "resolved", "archived")] string State, string FirstSeen, string LastSeen,
    ulong Events, ulong Users, ulong[] Sparkline, string FirstRelease, string? Regressed, string? Escalated, IssueArchive? Archive, IssueFix? Fix, Assignee? Assignee,
    [property: AllowedValues("high", "medium", "low")] string Priority, bool Bookmarked)
{
    public static Issue Of(IssueCounts row, IssueState state, ulong[] sparkline) => new(
        row.Issue, row.Title, row.Value, row.Culprit, row.Level, row.Handled == ErrorsRow.HandlingUnknown ? null : row.Handled == ErrorsRow.Handled, row.Platform, state.Status,
        state.State, Questions.Iso(row.FirstSeen), Questions.Iso(row.LastSeen), row.Events, row.Users, sparkline, row.FirstRelease,
        state.Regressed, state.Escalated, state.Archive, state.Fix, state.Assignee, state.Priority, state.Bookmarked);
}

/// <param name="Merged">How many others were merged into it.</param>
internal sealed record IssueDetail(
    Issue Issue, EventBucket[] Buckets, int BucketSeconds, string From, string To, ulong EventsInRange, ulong UsersInRange, [property: Personal] TagDistribution[] Tags,
    IssueRelease[] Releases, int Merged);

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
