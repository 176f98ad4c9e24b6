using System.Text.Json.Serialization;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>All of an issue that says how it stands, as a value: kept before and after a change, so that the change can be taken back as it was.</summary>
internal sealed record IssueLife(
    string Status, DateTimeOffset? StatusChangedAt, DateTimeOffset? RegressedAt, DateTimeOffset? EscalatedAt, DateTimeOffset? ReviewedAt,
    string ArchiveUntil, DateTimeOffset? ArchiveEndsAt, int ArchiveLimit, int ArchiveWindow, string FixIn, string FixRelease, int? MergedInto = null)
{
    public static IssueLife Of(IssueRow row) => new(
        row.Status, row.StatusChangedAt, row.RegressedAt, row.EscalatedAt, row.ReviewedAt,
        row.ArchiveUntil, row.ArchiveEndsAt, row.ArchiveLimit, row.ArchiveWindow, row.FixIn, row.FixRelease, row.MergedInto);

    public void Restore(IssueRow row)
    {
        (row.Status, row.StatusChangedAt, row.RegressedAt, row.EscalatedAt, row.ReviewedAt) = (Status, StatusChangedAt, RegressedAt, EscalatedAt, ReviewedAt);
        (row.ArchiveUntil, row.ArchiveEndsAt, row.ArchiveLimit, row.ArchiveWindow) = (ArchiveUntil, ArchiveEndsAt, ArchiveLimit, ArchiveWindow);
        (row.FixIn, row.FixRelease, row.MergedInto) = (FixIn, FixRelease, MergedInto);
    }
}

/// <summary>What people can change of an issue.</summary>
internal sealed record IssueSnapshot(int Id, IssueLife Life, int? AssigneeId, string AssigneeEmail, int Priority, bool Bookmarked)
{
    public static IssueSnapshot Of(IssueRow row, bool bookmarked) => new(row.Id, IssueLife.Of(row), row.AssigneeId, row.AssigneeEmail, row.Priority, bookmarked);
}

/// <summary>A change as it is kept for being taken back.</summary>
/// <param name="Does">In a word of the activity: resolved.</param>
internal sealed record IssueUndo(int? UserId, string Does, IssueSnapshot[] Before, IssueSnapshot[] After);

[JsonSerializable(typeof(IssueUndo))]
internal sealed partial class IssueUndoJson : JsonSerializerContext;
