namespace Paddock.Database.Rows;

/// <summary>An issue's ticket in a tracker, with what was last known on both sides: whichever differs from it has changed since.</summary>
internal sealed class TicketRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required int IssueId { get; init; }

    public required int TrackerId { get; init; }

    /// <summary>12, or SHOP-12.</summary>
    public required string Key { get; init; }

    /// <summary>Where people read it; empty: the tracker named no address that a browser may open.</summary>
    public required string Url { get; set; }

    public required string Title { get; set; }

    public required bool IsClosed { get; set; }

    /// <summary>Of the issue, as the tracker was last told.</summary>
    public required string IssueStatus { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the tracker was last asked about it.</summary>
    public required DateTimeOffset CheckedAt { get; set; }

    /// <summary>Telling the tracker failed, and is tried again then.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    public int Tries { get; set; }

    /// <summary>Why the last call failed; empty: it did not.</summary>
    public string Problem { get; set; } = "";

    /// <summary>Not followed any more; can be taken back for a while.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
