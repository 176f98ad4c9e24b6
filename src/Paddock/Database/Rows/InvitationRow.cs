namespace Paddock.Database.Rows;

/// <summary>A link that gives whoever opens it first a role in a project.</summary>
internal sealed class InvitationRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>SHA-256 of the token, which is shown once and not kept.</summary>
    public required byte[] TokenHash { get; init; }

    public required string Role { get; init; }

    /// <summary>Whom alone it is for, normalized; null: whoever has the link.</summary>
    public string? Email { get; init; }

    /// <summary>Who invited. The link is worth nothing once they could not invite any more.</summary>
    public required int InvitedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
