namespace Paddock.Database.Rows;

/// <summary>A link that works once, for the first administrator or for a person who lost the password.</summary>
internal sealed class SignInLinkRow
{
    public required byte[] TokenHash { get; init; }

    /// <summary><c>first-administrator</c> or <c>set-password</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Whose password it sets; null for the first administrator.</summary>
    public int? UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
