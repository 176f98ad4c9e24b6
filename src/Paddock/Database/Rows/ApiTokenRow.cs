namespace Paddock.Database.Rows;

/// <summary>A secret for programs that work on one project.</summary>
internal sealed class ApiTokenRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>Who made it, and whose power bounds it; null when the command line did.</summary>
    public int? UserId { get; init; }

    public required string Name { get; set; }

    /// <summary>Names with commas between; tokens from before there were scopes read everything.</summary>
    public string Scopes { get; init; } = "read,personal,sql";

    /// <summary>SHA-256 of the token, which is shown once and not kept.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The first characters of the token, by which people recognise it in a list.</summary>
    public required string Prefix { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
