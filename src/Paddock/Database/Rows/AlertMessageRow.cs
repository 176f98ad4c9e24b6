namespace Paddock.Database.Rows;

/// <summary>A message of an alert to one channel or one person: what waits to be sent, and afterwards the record of it.</summary>
internal sealed class AlertMessageRow
{
    public int Id { get; init; }

    /// <summary>Null: a person's digest, of all projects.</summary>
    public int? ProjectId { get; init; }

    /// <summary>Null: a digest.</summary>
    public int? AlertId { get; init; }

    /// <summary>To whom by mail; null: to the alert's channel.</summary>
    public int? UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>waiting, sent, failed, held (for the person's digest) or digested.</summary>
    public required string State { get; set; }

    public required DateTimeOffset NextTryAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Of how many happenings it tells.</summary>
    public required int Count { get; init; }

    public required string Subject { get; init; }

    /// <summary>JSON: what it tells.</summary>
    public required string Content { get; init; }

    /// <summary>Why the last try failed; empty: it did not.</summary>
    public string Problem { get; set; } = "";
}
