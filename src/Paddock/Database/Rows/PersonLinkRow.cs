namespace Paddock.Database.Rows;

/// <summary>Says that two ids are one person. Rows of events keep the id they came with, so removing the link separates them again.</summary>
internal sealed class PersonLinkRow
{
    public required int ProjectId { get; init; }

    /// <summary>The id that leads to another; an id leads to one other only.</summary>
    public required string DistinctId { get; init; }

    /// <summary>The id that it leads to, which may lead on. Itself: people took it apart from others, and only they link it again.</summary>
    public required string LeadsTo { get; set; }

    /// <summary>What said so: the door and call, such as "segment/identify".</summary>
    public required string Source { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
