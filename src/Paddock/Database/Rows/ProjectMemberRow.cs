namespace Paddock.Database.Rows;

/// <summary>A person who is no administrator sees the projects that name them here, and no others.</summary>
internal sealed class ProjectMemberRow
{
    public required int ProjectId { get; init; }

    public required int UserId { get; init; }
}
