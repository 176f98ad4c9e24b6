namespace Paddock.Database.Rows;

/// <summary>One site or service whose records are kept apart from all others.</summary>
internal sealed class ProjectRow
{
    /// <summary>Never used again after a deletion: events in ClickHouse carry it.</summary>
    public int Id { get; init; }

    /// <summary>Names the project in addresses: lower-case letters, digits and hyphens.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>The host of the site, such as <c>shop.example.org</c>; some doors find the project by it.</summary>
    public string? Domain { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int RetentionDays { get; set; } = 90;
}
