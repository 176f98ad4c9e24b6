namespace Paddock.Database.Rows;

/// <summary>How a monitor stood when it was last written down. Between changes of the status it lags some seconds behind what the program knows.</summary>
internal sealed class MonitorStateRow
{
    public required int MonitorId { get; init; }

    /// <summary>new, up, down, unknown or paused.</summary>
    public required string Status { get; set; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>Of the last verdict.</summary>
    public DateTimeOffset? LastAt { get; set; }

    /// <summary>What was wrong with it; empty: nothing.</summary>
    public string LastProblem { get; set; } = "";

    public int Failures { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public int Successes { get; set; }

    public DateTimeOffset? RecoveringSince { get; set; }

    /// <summary>An incident stands open.</summary>
    public bool IsIncident { get; set; }

    /// <summary>The last word of a job.</summary>
    public DateTimeOffset? HeardAt { get; set; }

    /// <summary>When the next run of a job should begin.</summary>
    public DateTimeOffset? ExpectedAt { get; set; }

    /// <summary>When the run that is not over yet began.</summary>
    public DateTimeOffset? RunSince { get; set; }

    public Guid RunId { get; set; }

    public DateTimeOffset? CertificateExpiresAt { get; set; }
}
