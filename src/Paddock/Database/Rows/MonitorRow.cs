namespace Paddock.Database.Rows;

/// <summary>Something that is watched: a site or port that Paddock asks, or a job that says when it ran.</summary>
internal sealed class MonitorRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>By which records of checks and check-ins name it, for good.</summary>
    public required string Slug { get; init; }

    /// <summary>One job that runs in two environments is two monitors. Empty: none is told.</summary>
    public required string Environment { get; set; }

    /// <summary>http, tcp or heartbeat.</summary>
    public required string Kind { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Set: gone for people, and for a while brought back by "undo".</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>How many in a row.</summary>
    public required int FailuresBeforeDown { get; set; }

    /// <summary>How many in a row.</summary>
    public required int SuccessesBeforeUp { get; set; }

    /// <summary>Of a check: http(s)://… or tcp://host:port. Empty for a heartbeat, as all down to <see cref="CertificateDays"/>.</summary>
    public string Url { get; set; } = "";

    public string Method { get; set; } = "";

    public int IntervalSeconds { get; set; }

    public int TimeoutSeconds { get; set; }

    /// <summary>Such as 200-299,401.</summary>
    public string ExpectedStatus { get; set; } = "";

    /// <summary>Must be in the body; empty: the body does not matter.</summary>
    public string ExpectedText { get; set; } = "";

    /// <summary>Lines of "Name: value", sent with each check.</summary>
    public string Headers { get; set; } = "";

    /// <summary>So many days before a certificate ends somebody should know; 0: never mind.</summary>
    public int CertificateDays { get; set; }

    /// <summary>Of a heartbeat: five fields of a crontab, or "every 10 minutes". Empty: whenever it likes.</summary>
    public string Schedule { get; set; } = "";

    /// <summary>Of the crontab, by its name in the tz database.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>How late a run may begin.</summary>
    public int MarginMinutes { get; set; }

    /// <summary>How long a run may take.</summary>
    public int MaxRuntimeMinutes { get; set; }
}
