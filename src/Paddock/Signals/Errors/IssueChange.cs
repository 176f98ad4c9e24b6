using System.ComponentModel.DataAnnotations;

namespace Paddock.Signals.Errors;

// What is asked for. What is left out stays as it is.

/// <param name="Issues">Each with its own change; or</param>
/// <param name="Matching">all that a search lists, with one change.</param>
internal sealed record IssuesChange(IssueChange[]? Issues = null, MatchingIssues? Matching = null);

/// <summary>What a list shows on all its pages, with the words of the list's own address.</summary>
internal sealed record MatchingIssues(IssueChange? Change, string? Range = null, string? Query = null, string? Status = null);

/// <param name="Status">What it becomes; null or left out: as it is.</param>
/// <param name="Archive">Of "archived": what ends it; left out: escalating.</param>
/// <param name="Fix">Of "resolved": what has the fix; left out: everything from now on.</param>
/// <param name="Assignee">Who sees to it, by id; 0: nobody; null or left out: as it is.</param>
/// <param name="Bookmarked">For who asks alone.</param>
/// <param name="Reviewed">True: it is known, and stands out no longer.</param>
internal sealed record IssueChange(
    uint Id = 0, [property: AllowedValues("unresolved", "resolved", "archived", "deleted", "discarded", null)] string? Status = null, IssueArchive? Archive = null, IssueFix? Fix = null,
    int? Assignee = null, [property: AllowedValues("high", "medium", "low", null)] string? Priority = null, bool? Bookmarked = null, bool? Reviewed = null)
{
    /// <returns>What is wrong with it: the field, and what to write. Null: nothing.</returns>
    public (string Field, string Expected)? Problem() =>
        Status is { } status && !IssueStatus.IsOne(status) ? ("status", IssueStatus.Names)
        : Priority is { } priority && IssuePriority.Parse(priority) is null ? ("priority", IssuePriority.Names)
        : Archive is not null && (Status != IssueStatus.Archived || !Archive.IsGood) ? ("archive", IssueArchive.Expected)
        : Fix is not null && (Status != IssueStatus.Resolved || !Fix.IsGood) ? ("fix", IssueFix.Expected)
        : null;
}

/// <summary>What brings an archived issue back.</summary>
/// <param name="Until">escalating: it becomes much more than usual; time: the minutes are over; events, people: so many more; forever: nothing.</param>
/// <param name="Minutes">Of "time".</param>
/// <param name="EndsAt">Of "time", in answers.</param>
/// <param name="Count">Of "events" and "people".</param>
/// <param name="WithinMinutes">Of "events": so many within so many minutes; 0: in all.</param>
internal sealed record IssueArchive(
    [property: AllowedValues("escalating", "forever", "time", "events", "people")] string Until = IssueArchive.Escalating, int Minutes = 0, int Count = 0, int WithinMinutes = 0, string? EndsAt = null)
{
    public const string Escalating = "escalating", Forever = "forever", Time = "time", Events = "events", People = "people";

    public const string Expected = "until: escalating, forever, time (with minutes), events (with count, perhaps withinMinutes) or people (with count), beside the status archived";

    private const int MostMinutes = 366 * 24 * 60, MostWindow = 7 * 24 * 60, MostCount = 100_000_000;

    public bool IsGood => Until switch
    {
        Escalating or Forever => true,
        Time => Minutes is > 0 and <= MostMinutes,
        Events => Count is > 0 and <= MostCount && WithinMinutes is >= 0 and <= MostWindow,
        People => Count is > 0 and <= MostCount,
        _ => false,
    };
}

/// <summary>What has the fix of a resolved issue. Events of releases that do not have it leave it resolved.</summary>
/// <param name="In">now: everything from now on; next: what comes after the newest release; release: the one that is named.</param>
/// <param name="Release">Of "release": its name; of "next", in answers: the one after which.</param>
internal sealed record IssueFix([property: AllowedValues("now", "next", "release")] string In = IssueFix.Now, string Release = "")
{
    public const string Now = "now", InNext = "next", InRelease = "release";

    public const string Expected = "in: now, next or release (with release, its name), beside the status resolved";

    private const int LongestRelease = 250;

    public bool IsGood => In is Now or InNext || (In == InRelease && Release.Length is > 0 and <= LongestRelease);
}
