namespace Paddock.Database.Rows;

/// <summary>Which column of the tables of events holds an attribute of a project. For good: rows are never moved.</summary>
internal sealed class AttributeSlotRow
{
    public required int ProjectId { get; init; }

    /// <summary>From 1 on.</summary>
    public required int Slot { get; init; }

    public required string Name { get; init; }
}
