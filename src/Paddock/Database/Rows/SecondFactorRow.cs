namespace Paddock.Database.Rows;

/// <summary>What a person's authenticator app shows codes of.</summary>
internal sealed class SecondFactorRow
{
    public required int UserId { get; init; }

    /// <summary>Encrypted with a key that lies beside the database, not in it.</summary>
    public required byte[] Secret { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it is asked for; null until the app has shown a right code.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The 30 seconds of the last code that was taken: it and all before are refused.</summary>
    public long LastStep { get; set; }
}
