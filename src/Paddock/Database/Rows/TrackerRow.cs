namespace Paddock.Database.Rows;

/// <summary>A place in another program where tickets are made of a project's issues.</summary>
internal sealed class TrackerRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>github, gitlab or jira.</summary>
    public required string Kind { get; init; }

    /// <summary>Of the server; empty: the one that everybody uses.</summary>
    public required string Url { get; init; }

    /// <summary>acme/shop, group/shop or SHOP.</summary>
    public required string Place { get; init; }

    /// <summary>What new tickets are in Jira; else empty.</summary>
    public required string TicketType { get; init; }

    /// <summary>Sealed for the project: who signs in, and by which token.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>What is resolved here is closed there, and what happens again is opened again.</summary>
    public required bool ClosesTickets { get; set; }

    /// <summary>What is closed there is resolved here.</summary>
    public required bool ResolvesIssues { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>No tickets are made or followed any more; can be taken back for a while.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Why the last call failed; empty: it did not.</summary>
    public string Problem { get; set; } = "";
}
