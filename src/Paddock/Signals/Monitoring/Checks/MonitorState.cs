using Paddock.Database.Rows;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>What is known of a monitor at a moment. Unchanging: <see cref="MonitorRules"/> makes the next one.</summary>
internal sealed record MonitorState(string Status, DateTimeOffset Since)
{
    public DateTimeOffset? LastAt { get; init; }
    public string LastProblem { get; init; } = "";
    public int Failures { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public int Successes { get; init; }
    public DateTimeOffset? RecoveringSince { get; init; }
    public bool IsIncident { get; init; }
    public DateTimeOffset? HeardAt { get; init; }
    public DateTimeOffset? ExpectedAt { get; init; }
    public DateTimeOffset? RunSince { get; init; }
    public Guid RunId { get; init; }
    public DateTimeOffset? CertificateExpiresAt { get; init; }

    public static MonitorState Of(MonitorStateRow row) => new(row.Status, row.Since)
    {
        LastAt = row.LastAt,
        LastProblem = row.LastProblem,
        Failures = row.Failures,
        FailingSince = row.FailingSince,
        Successes = row.Successes,
        RecoveringSince = row.RecoveringSince,
        IsIncident = row.IsIncident,
        HeardAt = row.HeardAt,
        ExpectedAt = row.ExpectedAt,
        RunSince = row.RunSince,
        RunId = row.RunId,
        CertificateExpiresAt = row.CertificateExpiresAt,
    };

    public void CopyTo(MonitorStateRow row)
    {
        row.Status = Status;
        row.Since = Since;
        row.LastAt = LastAt;
        row.LastProblem = LastProblem;
        row.Failures = Failures;
        row.FailingSince = FailingSince;
        row.Successes = Successes;
        row.RecoveringSince = RecoveringSince;
        row.IsIncident = IsIncident;
        row.HeardAt = HeardAt;
        row.ExpectedAt = ExpectedAt;
        row.RunSince = RunSince;
        row.RunId = RunId;
        row.CertificateExpiresAt = CertificateExpiresAt;
    }
}

internal enum VerdictKind
{
    Good,
    Failed,

    /// <summary>Nobody could look.</summary>
    Unknown,
}

/// <param name="Problem">What is wrong, for people; empty where nothing is.</param>
internal readonly record struct Verdict(VerdictKind Kind, string Problem = "")
{
    public static readonly Verdict Good = new(VerdictKind.Good);
}

/// <summary>What a verdict changes besides the state, in the order in which it is written.</summary>
internal abstract record MonitorChange
{
    /// <summary>From <paramref name="At"/> on it has this status; what was written from then on is replaced.</summary>
    public sealed record Became(string Status, DateTimeOffset At) : MonitorChange;

    public sealed record IncidentOpened(DateTimeOffset At, string Cause) : MonitorChange;

    public sealed record IncidentEnded(DateTimeOffset At) : MonitorChange;
}
