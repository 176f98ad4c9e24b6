namespace Paddock.Database.Rows;

/// <summary>What a project wants grouped differently, as it was written.</summary>
internal sealed class GroupingRulesRow
{
    public required int ProjectId { get; init; }

    /// <summary>One rule a line: matchers -> fingerprint.</summary>
    public required string Fingerprints { get; set; }

    /// <summary>One rule a line: matchers and what becomes of the frames.</summary>
    public required string Stacks { get; set; }
}
