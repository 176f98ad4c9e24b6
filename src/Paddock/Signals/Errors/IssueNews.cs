using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>What an issue does by itself, written where it happens: for who looks at it, and for who wants to be told.</summary>
internal static class IssueNews
{
    /// <summary>A row of its activity.</summary>
    public static void Record(PaddockDb db, IssueRow issue, DateTimeOffset at, string action, string detail) =>
        db.IssueActivity.Add(new IssueActivityRow { ProjectId = issue.ProjectId, IssueId = issue.Id, Time = at, Actor = "", Action = action, Detail = detail });

    /// <summary>A happening. Without the error's value, which may hold personal data: a message goes where nobody's role is asked.</summary>
    public static void Tell(PaddockDb db, string kind, IssueRow issue, DateTimeOffset at) => db.Happenings.Add(new HappeningRow
    {
        ProjectId = issue.ProjectId,
        Kind = kind,
        SubjectId = issue.Id,
        Time = at,
        Title = issue.Title,
        Detail = issue.Culprit,
        Level = issue.Level,
    });
}
