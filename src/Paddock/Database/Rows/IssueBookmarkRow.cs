namespace Paddock.Database.Rows;

/// <summary>An issue that one person wants to find again.</summary>
internal sealed class IssueBookmarkRow
{
    public required int IssueId { get; init; }

    public required int UserId { get; init; }
}
