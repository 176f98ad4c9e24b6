namespace Paddock.Database.Rows;

/// <summary>A person who is no administrator sees the projects that name them here, and no others.</summary>
internal sealed class ProjectMemberRow
{
    public required int ProjectId { get; init; }

    public required int UserId { get; init; }

    /// <summary>owner, admin, member, viewer, support or marketing.</summary>
    public string Role { get; set; } = "member";

    public DateTimeOffset CreatedAt { get; init; }
}
