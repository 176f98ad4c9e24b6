namespace Paddock.Database.Rows;

/// <summary>A browser in which a person is signed in.</summary>
internal sealed class SessionRow
{
    /// <summary>SHA-256 of the cookie's value: a copy of the database opens no session.</summary>
    public required byte[] TokenHash { get; init; }

    public required int UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The absolute end; the idle end follows from <see cref="LastSeenAt"/>.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required string UserAgent { get; init; }
}
