using System.Text.Json.Serialization;
using Paddock.ClickHouse;

namespace Paddock.Signals.Errors;

/// <summary>How much happens to issues, for deciding what becomes of them. Counts are weighted by the sample rate.</summary>
internal sealed class IssueTraffic(ClickHouseClient clickHouse)
{
    private const int MostBusy = 10_000;
    private const string Events = "sum(1 / sample_rate)";

    /// <summary>Issues of all projects with an event in the last hour or this one, with how many there were since the full hour; the busiest first.</summary>
    public Task<List<BusyIssue>> BusyAsync(DateTimeOffset now, CancellationToken cancel) => clickHouse.QueryAsync($$"""
        SELECT {{ErrorsTable.Issue}} AS issue, sumIf(1 / sample_rate, time >= toStartOfHour({now:DateTime64(9, 'UTC')})) AS hour
        FROM paddock.errors WHERE time >= toStartOfHour({now:DateTime64(9, 'UTC')}) - INTERVAL 1 HOUR AND time <= {now:DateTime64(9, 'UTC')} + INTERVAL 1 HOUR
        GROUP BY project, issue HAVING issue != 0 ORDER BY hour DESC LIMIT {{MostBusy}}
        """, IssueTrafficJson.Default.BusyIssue, new QueryOptions { Parameters = new() { { "now", now } } }, cancel);

    /// <summary>Events and people since then.</summary>
    public async Task<(ulong Events, ulong People)> SinceAsync(int project, string[] hashes, DateTimeOffset from, CancellationToken cancel)
    {
        var found = (await clickHouse.QueryAsync($$"""
            SELECT toUInt64(round({{Events}})) AS events, uniqExactIf(distinct_id, distinct_id != '') AS people
            FROM paddock.errors WHERE project = {project:UInt32} AND time > {from:DateTime64(9, 'UTC')} AND {{ErrorsQueries.OfIssue}}
            """, IssueTrafficJson.Default.TrafficSince, new QueryOptions { Parameters = new() { { "project", project }, { "from", from }, { "hashes", hashes } } }, cancel)).SingleOrDefault();
        return (found?.Events ?? 0, found?.People ?? 0);
    }

    /// <summary>Events in each hour of the week before, the newest last; fewer hours where it was first seen later.</summary>
    public async Task<double[]> HoursAsync(int project, string[] hashes, DateTimeOffset firstSeen, DateTimeOffset until, CancellationToken cancel)
    {
        var from = until.AddHours(-Escalation.Hours);
        if (firstSeen > from) from = firstSeen;
        var hours = new double[Math.Clamp((int)Math.Ceiling((until - from).TotalHours), 1, Escalation.Hours)];
        var rows = await clickHouse.QueryAsync($$"""
            SELECT toUInt32(intDiv(toUnixTimestamp64Nano({until:DateTime64(9, 'UTC')}) - toUnixTimestamp64Nano(time), 3600000000000)) AS ago, {{Events}} AS events
            FROM paddock.errors WHERE project = {project:UInt32} AND time >= {from:DateTime64(9, 'UTC')} AND time < {until:DateTime64(9, 'UTC')} AND {{ErrorsQueries.OfIssue}}
            GROUP BY ago
            """, IssueTrafficJson.Default.HourCount, new QueryOptions { Parameters = new() { { "project", project }, { "from", from }, { "until", until }, { "hashes", hashes } } }, cancel);
        foreach (var row in rows)
            if (row.Ago < hours.Length) hours[hours.Length - 1 - (int)row.Ago] = row.Events;
        return hours;
    }
}

/// <param name="Hour">Events since the full hour.</param>
internal sealed record BusyIssue(uint Issue, double Hour);

internal sealed record TrafficSince(ulong Events, ulong People);

/// <param name="Ago">Whole hours before.</param>
internal sealed record HourCount(uint Ago, double Events);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(BusyIssue))]
[JsonSerializable(typeof(TrafficSince))]
[JsonSerializable(typeof(HourCount))]
internal sealed partial class IssueTrafficJson : JsonSerializerContext;
