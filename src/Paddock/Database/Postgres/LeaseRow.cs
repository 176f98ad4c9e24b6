namespace Paddock.Database.Postgres;

/// <summary>A job that one server of several does, until <see cref="ExpiresAt"/> or for as long as it renews that.</summary>
internal sealed class LeaseRow
{
    public required string Job { get; init; }

    /// <summary>The server's: a random id of each start.</summary>
    public required Guid Holder { get; set; }

    /// <summary>By the database's clock.</summary>
    public required DateTime ExpiresAt { get; set; }
}
