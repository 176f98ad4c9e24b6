using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>
/// How an issue stands, exactly one of six, as Sentry has them: resolved, archived, and of unresolved ones new, ongoing, escalating or regressed. What made it stand out is past after
/// seven days, or when somebody has reviewed it; then it is ongoing. Derived from what happened and when, so nothing has to be changed as time goes by.
/// </summary>
internal static class IssueStanding
{
    public const string New = "new", Ongoing = "ongoing", Escalating = "escalating", Regressed = "regressed";

    public static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    /// <summary>SQL: the same of a row of <c>paddock.issues</c>, called <c>kept</c>.</summary>
    /// <param name="now">an expression of the present time</param>
    public static string Sql(string now) =>
        $"""
        multiIf(status != 'unresolved', toString(status),
            escalated_at > greatest({now} - INTERVAL 7 DAY, reviewed_at) AND escalated_at >= regressed_at, '{Escalating}',
            regressed_at > greatest({now} - INTERVAL 7 DAY, reviewed_at), '{Regressed}',
            kept.first_seen > greatest({now} - INTERVAL 7 DAY, reviewed_at), '{New}', '{Ongoing}')
        """;

    public static string Of(IssueRow issue, DateTimeOffset now)
    {
        if (issue.Status != IssueStatus.Unresolved) return issue.Status;
        var since = now - Fresh;
        if (issue.ReviewedAt > since) since = issue.ReviewedAt.Value;
        if (issue.EscalatedAt > since && !(issue.RegressedAt > issue.EscalatedAt)) return Escalating;
        if (issue.RegressedAt > since) return Regressed;
        return issue.FirstSeen > since ? New : Ongoing;
    }
}
