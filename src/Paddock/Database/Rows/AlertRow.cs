namespace Paddock.Database.Rows;

/// <summary>Who is told of what: when something of these kinds happens in the project, one channel gets a message.</summary>
internal sealed class AlertRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required string Name { get; set; }

    /// <summary>Kinds of happenings, with commas.</summary>
    public required string Occasions { get; set; }

    /// <summary>The least level of issues.</summary>
    public required string Level { get; set; }

    /// <summary>mail, slack, webhook or pagerduty.</summary>
    public required string Channel { get; init; }

    /// <summary>Where the address lies, as people are shown it; empty for mail.</summary>
    public required string Host { get; set; }

    /// <summary>Sealed for the project: the address, whose path is a secret as a rule, and the key. Empty for mail.</summary>
    public required byte[] Sealed { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>It tells nobody any more; can be taken back for a while.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Happenings up to this one are in a message already.</summary>
    public required int SeenId { get; set; }

    /// <summary>Until then it tells nothing; null: it is not snoozed.</summary>
    public DateTimeOffset? SnoozedUntil { get; set; }

    /// <summary>Who snoozed it last; empty: nobody since its last message.</summary>
    public string SnoozedBy { get; set; } = "";

    /// <summary>How many happenings were not told because it was snoozed, since its last message.</summary>
    public int Unsaid { get; set; }

    /// <summary>Of the last message.</summary>
    public DateTimeOffset? LastAt { get; set; }
}
