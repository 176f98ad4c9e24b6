using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>One issue under somebody's hand, within a transaction: each change writes its row of activity.</summary>
/// <param name="done">Gets the words of what was done.</param>
internal sealed class IssueEdit(PaddockDb db, IssueRow issue, IssueActor actor, DateTimeOffset now, ISet<string> done)
{
    private const int MostNamed = 3;

    public IssueRow Issue => issue;

    public void Apply(IssueChange change, TriageFacts known, bool isBookmarked)
    {
        if (change.Status is { } status && (status != issue.Status || change.Archive is not null || change.Fix is not null)) Become(status, change, known);
        if (change.Reviewed == true && IssueStanding.Of(issue, now) is not IssueStanding.Ongoing && issue.Status == IssueStatus.Unresolved)
        {
            issue.ReviewedAt = now;
            Tell("reviewed");
        }
        if (change.Assignee is { } wanted && (wanted == 0 ? null : (int?)wanted) != issue.AssigneeId)
        {
            var assignee = known.Assignees.SingleOrDefault(person => person.Id == wanted);
            (issue.AssigneeId, issue.AssigneeEmail) = (assignee?.Id, assignee?.Email ?? "");
            Tell(assignee is null ? "unassigned" : "assigned", assignee?.Name ?? "");
        }
        if (change.Priority is { } name && IssuePriority.Parse(name) is { } priority && priority != issue.Priority)
        {
            issue.Priority = priority;
            Tell("prioritized", IssuePriority.NameOf(priority));
        }
        if (change.Bookmarked is { } wants && wants != isBookmarked && actor.UserId is { } user) Bookmark(user, wants);
    }

    /// <summary>Takes in others that are merged into it: open when one of them is, with somebody who sees to it and the highest priority of all.</summary>
    public void TakeIn(IReadOnlyList<IssueRow> others)
    {
        if (issue.Status != IssueStatus.Unresolved && others.Any(static other => other.Status == IssueStatus.Unresolved)) Apply(new IssueChange(Status: IssueStatus.Unresolved), TriageFacts.None, false);
        if (issue.AssigneeId is null && others.FirstOrDefault(static other => other.AssigneeId is not null) is { } assigned) (issue.AssigneeId, issue.AssigneeEmail) = (assigned.AssigneeId, assigned.AssigneeEmail);
        issue.Priority = Math.Max(issue.Priority, others.Max(static other => other.Priority));
        Tell("merged", others.Count <= MostNamed ? $"with {string.Join(", ", others.Select(Named))}" : $"with {others.Count} issues");
    }

    public void MergeInto(IssueRow root)
    {
        if (issue.Status != IssueStatus.Merged) Tell("merged", $"into {Named(root)}");
        Set(IssueStatus.Merged, null, null, TriageFacts.None);
        issue.MergedInto = root.Id;
    }

    /// <summary>An issue of its own again, known and open.</summary>
    public void LeaveMerge(IssueRow root)
    {
        Set(IssueStatus.Unresolved, null, null, TriageFacts.None);
        issue.MergedInto = null;
        Tell("unmerged", $"from {Named(root)}");
    }

    public void LetGo(IReadOnlyList<IssueRow> parts) => Tell("unmerged", parts.Count <= MostNamed ? string.Join(", ", parts.Select(Named)) : $"{parts.Count} issues");

    /// <summary>Back to how it was before, as far as it still is as it became.</summary>
    public void TakeBack(IssueSnapshot before, IssueSnapshot after, string what)
    {
        var current = IssueSnapshot.Of(issue, after.Bookmarked);
        if (before.Life != after.Life && current.Life == after.Life && (before.Life.MergedInto is not { } root || db.Issues.Find(root) is { MergedInto: null } into && !IssueStatus.IsGone(into.Status)))
        {
            before.Life.Restore(issue);
            Purge(IssueStatus.IsGone(after.Life.Status), IssueStatus.IsGone(before.Life.Status));
        }
        if (current.AssigneeId == after.AssigneeId) (issue.AssigneeId, issue.AssigneeEmail) = (before.AssigneeId, before.AssigneeEmail);
        if (current.Priority == after.Priority) issue.Priority = before.Priority;
        if (before.Bookmarked != after.Bookmarked && actor.UserId is { } user) Bookmark(user, before.Bookmarked);
        if (what.Length > 0 && IssueSnapshot.Of(issue, after.Bookmarked) != current) Tell("undone", what);
    }

    private void Become(string status, IssueChange change, TriageFacts known)
    {
        var archive = status == IssueStatus.Archived ? change.Archive ?? new IssueArchive() : null;
        var fix = status == IssueStatus.Resolved ? change.Fix ?? new IssueFix() : null;
        Purge(IssueStatus.IsGone(issue.Status), IssueStatus.IsGone(status));
        Set(status, archive, fix, known);
        Tell(status is IssueStatus.Unresolved ? "reopened" : status, archive is not null ? Words(archive) : issue.FixIn switch
        {
            IssueFix.InRelease => $"in {issue.FixRelease}",
            IssueFix.InNext => $"in the release after {issue.FixRelease}",
            _ => "",
        });
    }

    private void Set(string status, IssueArchive? archive, IssueFix? fix, TriageFacts known)
    {
        (issue.Status, issue.StatusChangedAt) = (status, now);
        issue.ArchiveUntil = archive?.Until ?? "";
        issue.ArchiveEndsAt = archive?.Until == IssueArchive.Time ? now.AddMinutes(archive.Minutes) : null;
        issue.ArchiveLimit = archive?.Until is IssueArchive.Events or IssueArchive.People ? archive.Count : 0;
        issue.ArchiveWindow = archive?.Until == IssueArchive.Events ? archive.WithinMinutes : 0;
        (issue.FixIn, issue.FixRelease) = fix switch
        {
            { In: IssueFix.InRelease } => (fix.In, fix.Release),
            { In: IssueFix.InNext } => (fix.In, known.NewestRelease ?? ""),
            _ => ("", ""),
        };
        // Who opens it again knows of it.
        if (status == IssueStatus.Unresolved) issue.ReviewedAt = now;
    }

    // Its events go when nobody can have it back any more.
    private void Purge(bool wasGone, bool isGone)
    {
        if (isGone && !wasGone) db.IssuePurges.Add(new IssuePurgeRow { IssueId = issue.Id, ProjectId = issue.ProjectId, DueAt = now + IssueTriage.Regret });
        if (wasGone && !isGone && db.IssuePurges.Find(issue.Id) is { } purge) db.IssuePurges.Remove(purge);
    }

    private static string Words(IssueArchive archive) => archive.Until switch
    {
        IssueArchive.Escalating => "until it escalates",
        IssueArchive.Time => $"for {Duration(archive.Minutes)}",
        IssueArchive.Events => $"until {Counted(archive.Count, "event", "events")}{(archive.WithinMinutes > 0 ? $" within {Duration(archive.WithinMinutes)}" : "")}",
        IssueArchive.People => $"until it meets {Counted(archive.Count, "person", "people")}",
        _ => "forever",
    };

    private static string Duration(int minutes) => minutes switch
    {
        _ when minutes % (24 * 60) == 0 => Counted(minutes / (24 * 60), "day", "days"),
        _ when minutes % 60 == 0 => Counted(minutes / 60, "hour", "hours"),
        _ => Counted(minutes, "minute", "minutes"),
    };

    private static string Named(IssueRow row) => $"{row.Title} (issue {row.Id})";

    private static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private void Bookmark(int user, bool wants)
    {
        if (wants) db.IssueBookmarks.Add(new IssueBookmarkRow { IssueId = issue.Id, UserId = user });
        else if (db.IssueBookmarks.Find(user, issue.Id) is { } mark) db.IssueBookmarks.Remove(mark);
    }

    private void Tell(string action, string detail = "")
    {
        done.Add(action);
        db.IssueActivity.Add(new IssueActivityRow
        {
            ProjectId = issue.ProjectId,
            IssueId = issue.Id,
            Time = now,
            UserId = actor.UserId,
            Actor = actor.Name,
            Action = action,
            Detail = detail,
        });
    }
}
