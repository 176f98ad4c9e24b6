using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Paddock.Database.Rows;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Checks;

// The API's shapes. Times are ISO 8601 in UTC, durations milliseconds, stretches of time seconds.

/// <param name="Suggestion">The project's own site, as long as nobody watches it.</param>
internal sealed record MonitorList(string From, string To, int BucketSeconds, MonitorAnswer[] Monitors, MonitorSuggestion? Suggestion);

internal sealed record MonitorSuggestion(string Name, string Url);

/// <param name="Status">new, up, down, unknown or paused.</param>
/// <param name="Doubt">Failures in a row that do not make it down yet.</param>
/// <param name="LastProblem">What the last check found wrong; empty: nothing.</param>
/// <param name="HeardAt">The last word of a job.</param>
/// <param name="ExpectedAt">When the next run of a job should begin.</param>
/// <param name="RunSince">A run is going on.</param>
/// <param name="CertificateEndsSoon">Within the days that the monitor warns of.</param>
/// <param name="Buckets">Uptime by bucket of the range, oldest first.</param>
/// <param name="Incident">The one that is going on.</param>
internal sealed record MonitorAnswer(
    int Id, string Slug, string Name, [property: AllowedValues("http", "tcp", "heartbeat")] string Kind, string Environment, string Url, string Schedule,
    [property: AllowedValues("new", "up", "down", "unknown", "paused")] string Status, string Since, int Doubt, string? LastAt, string LastProblem, string? HeardAt, string? ExpectedAt,
    string? RunSince, string? CertificateExpiresAt, bool CertificateEndsSoon, UptimeAnswer Uptime, UptimeAnswer[] Buckets, IncidentAnswer? Incident);

/// <param name="Share">Of the time that is known, 0 to 1; null: none is.</param>
internal sealed record UptimeAnswer(double? Share, double Up, double Down, double Unknown, double Paused)
{
    public static UptimeAnswer Of(Uptime uptime) => new(uptime.Share, Math.Round(uptime.Up, 3), Math.Round(uptime.Down, 3), Math.Round(uptime.Unknown, 3), Math.Round(uptime.Paused, 3));
}

internal sealed record IncidentList(string From, string To, IncidentAnswer[] Incidents);

/// <param name="EndedAt">Null: it is going on.</param>
internal sealed record IncidentAnswer(
    int Id, int MonitorId, string Monitor, [property: AllowedValues("http", "tcp", "heartbeat")] string Kind, string Environment, string StartedAt, string? EndedAt, string Cause)
{
    public static IncidentAnswer Of(IncidentRow row, MonitorRow monitor) =>
        new(row.Id, row.MonitorId, monitor.Name, monitor.Kind, monitor.Environment, Questions.Iso(row.StartedAt), row.EndedAt is { } ended ? Questions.Iso(ended) : null, row.Cause);
}

internal sealed record MonitorDetail(string From, string To, int BucketSeconds, MonitorAnswer Monitor, MonitorRequest Settings, IncidentAnswer[] Incidents);

/// <param name="Monitors">Only those with answers in the range.</param>
internal sealed record AnswerList(string From, string To, int BucketSeconds, MonitorAnswers[] Monitors);

/// <param name="Looks">Checks, or runs of a job that came to an end.</param>
internal sealed record MonitorAnswers(int Id, ulong Looks, ulong Good, AnswerPoint[] Buckets);

/// <param name="P50Ms">Of the good answers; null: there was none.</param>
internal sealed record AnswerPoint(double? P50Ms, double? P95Ms);

internal sealed record ResultList(string From, string To, int BucketSeconds, PhasePoint[] Buckets, CheckResultAnswer[] Results);

/// <param name="P50Ms">Of the good answers; null, as all that follow: there was none.</param>
/// <param name="DnsMs">Means, as are those that follow.</param>
internal sealed record PhasePoint(ulong Looks, double? P50Ms, double? P95Ms, double? DnsMs, double? ConnectMs, double? TlsMs, double? WaitMs, double? ReadMs);

/// <param name="Status">ok, down, unknown; of a job in_progress, ok, error, missed, timeout.</param>
internal sealed record CheckResultAnswer(
    string Time, [property: AllowedValues("ok", "down", "unknown", "in_progress", "error", "missed", "timeout")] string Status, double? TookMs, int HttpStatus, string Message, string Address, string TraceId, string Run);

/// <summary>What a look that somebody asked for has found.</summary>
internal sealed record LookAnswer([property: AllowedValues("ok", "down", "unknown")] string Status, double? TookMs, string Message, MonitorAnswer? Monitor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MonitorList))]
[JsonSerializable(typeof(IncidentList))]
[JsonSerializable(typeof(MonitorDetail))]
[JsonSerializable(typeof(AnswerList))]
[JsonSerializable(typeof(ResultList))]
[JsonSerializable(typeof(LookAnswer))]
[JsonSerializable(typeof(MonitorRequest))]
[JsonSerializable(typeof(CreatedMonitor))]
internal sealed partial class MonitorsApiJson : JsonSerializerContext;
