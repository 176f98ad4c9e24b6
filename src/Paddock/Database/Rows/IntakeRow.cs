namespace Paddock.Database.Rows;

/// <summary>What a project lets in, and how: JSON, as the API takes it. Null: as it is for every project that has not said otherwise.</summary>
internal sealed class IntakeRow
{
    public required int ProjectId { get; init; }

    public string? Filters { get; set; }

    public string? Limits { get; set; }
}
