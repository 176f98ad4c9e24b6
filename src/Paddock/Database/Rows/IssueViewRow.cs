namespace Paddock.Database.Rows;

/// <summary>Who has looked at an issue, and when last.</summary>
internal sealed class IssueViewRow
{
    public required int IssueId { get; init; }

    public required int UserId { get; init; }

    public required DateTimeOffset SeenAt { get; set; }
}
