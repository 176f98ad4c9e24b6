namespace Paddock.Database.Rows;

/// <summary>A search of issues that somebody named.</summary>
internal sealed class SavedSearchRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>Whose alone it is; null: everybody's in the project.</summary>
    public int? UserId { get; init; }

    public required string Name { get; init; }

    public required string Query { get; init; }

    public required string Sort { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
