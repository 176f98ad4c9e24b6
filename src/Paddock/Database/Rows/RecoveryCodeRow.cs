namespace Paddock.Database.Rows;

/// <summary>Lets a person in once without the authenticator app.</summary>
internal sealed class RecoveryCodeRow
{
    /// <summary>SHA-256 of the code, which is shown once and not kept.</summary>
    public required byte[] Hash { get; init; }

    public required int UserId { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
