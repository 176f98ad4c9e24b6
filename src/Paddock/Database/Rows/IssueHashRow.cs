namespace Paddock.Database.Rows;

/// <summary>Which issue a grouping hash belongs to. (project, hash) is the key, so two first events cannot make two issues.</summary>
internal sealed class IssueHashRow
{
    public required int ProjectId { get; init; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required int IssueId { get; set; }
}
