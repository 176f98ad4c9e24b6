namespace Paddock.Database.Rows;

/// <summary>An ingest key. It stands in web pages and settings files, so it is no secret and can only write.</summary>
internal sealed class ProjectKeyRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public required string PublicKey { get; init; }

    public string Name { get; set; } = "";

    public bool WriteOnly { get; set; } = true;

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
