using System.Globalization;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;

namespace Paddock.Signals.Analytics;

/// <summary>
/// Computes visits from events wherever they do not agree. It keeps nothing in memory: what has to be done is asked of the store, so late events, a kill at any place,
/// a changed rule and a second server come to the same visits. One run at a time.
/// </summary>
internal sealed class VisitsJob(ClickHouseClient clickHouse, VisitRule rule, TimeProvider time, ILogger<VisitsJob> log)
{
    /// <summary>Events that are sorted at once: some 200 MB. A longer range is computed a few days at a time, a busier day some of its visitors at a time.</summary>
    internal const int EventsAtOnce = 1_000_000;

    private const int MostDaysAtOnce = 31;

    // A day may change the next one by visits that go on, and that one the next.
    private const int MostRounds = 400;

    private const int GenerationBits = 20;
    private const long DayNanoseconds = 86_400_000_000_000;
    private const long HourSeconds = 3600;

    /// <summary>Who has begun to read a generation may do so for this long after it was replaced.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string> Bounds = new()
    {
        ["max_memory_usage"] = "600000000",
        ["max_bytes_before_external_sort"] = "150000000",
        ["max_bytes_before_external_group_by"] = "150000000",
        ["min_insert_block_size_rows"] = "65536",
        ["max_partitions_per_insert_block"] = "0",
        ["optimize_use_projections"] = "1",
    };

    private sealed record Range(uint Project, ushort First, ushort Last, ulong Events, ulong Generation)
    {
        public long From => First * DayNanoseconds;
        public long To => (Last + 1) * DayNanoseconds;
        public long ReadTo => To + DayNanoseconds;
        public uint Slices => (uint)Math.Max(1, (Events + EventsAtOnce - 1) / EventsAtOnce);
    }

    private ulong Now => (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Until everything agrees that was there when it began: a day that is written meanwhile is computed once, and again by the next run. Returns how many days were computed.
    /// </summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (computed, hopeless, done) = (0, new HashSet<uint>(), new HashSet<(uint Project, int Day)>());
        for (var round = 0; round < MostRounds; round++)
        {
            var dirty = await clickHouse.QueryAsync(VisitsSql.Dirty, VisitsJson.Default.DirtyDay, new QueryOptions { Parameters = { { "rule", rule.Number } } }, cancel);
            var ranges = Ranges(dirty.Where(day => !hopeless.Contains(day.Project) && (day.HandedOver != 0 || !done.Contains((day.Project, day.Day))))).ToList();
            if (ranges.Count == 0) break;
            foreach (var range in ranges)
            {
                try
                {
                    await ComputeAsync(range, cancel);
                    for (int day = range.First; day <= range.Last; day++) done.Add((range.Project, day));
                    computed += range.Last - range.First + 1;
                }
                catch (ClickHouseException refused) when (!refused.IsRetryable)
                {
                    hopeless.Add(range.Project); // its neighbours' days are not kept waiting
                    log.LogError("The visits of project {Project} cannot be computed; they are tried again later: {Problem}", range.Project, refused.Message);
                }
            }
        }
        return computed;
    }

    /// <summary>Deletes what was computed and does not count any more, or never did because of a crash.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        var options = new QueryOptions { Parameters = { { "before", (Now - (ulong)Grace.TotalMilliseconds) << GenerationBits } } };
        var superseded = await clickHouse.QueryAsync(VisitsSql.CountSuperseded, VisitsJson.Default.VisitsNumber, options, cancel);
        if (superseded[0].Number > 0) await clickHouse.ExecuteAsync(VisitsSql.Superseded, options, cancel);
    }

    private static IEnumerable<Range> Ranges(IEnumerable<DirtyDay> days)
    {
        Range? open = null;
        foreach (var day in days)
        {
            var goesOn = open is not null && open.Project == day.Project && open.Last + 1 == day.Day && open.Events + day.Events <= EventsAtOnce && open.Last - open.First + 1 < MostDaysAtOnce;
            if (!goesOn && open is not null) yield return open;
            open = goesOn ? open! with { Last = day.Day, Events = open.Events + day.Events, Generation = Math.Max(open.Generation, day.Generation) }
                : new Range(day.Project, day.Day, day.Day, day.Events, day.Generation);
        }
        if (open is not null) yield return open;
    }

    private async Task ComputeAsync(Range range, CancellationToken cancel)
    {
        // Above all that were, and by chance another one after a crash: what a try may have left under its number is swept later.
        var generation = Math.Max(Now << GenerationBits, range.Generation) + (ulong)Random.Shared.Next(1, 1 << GenerationBits);
        // Counted before the events are read: what comes between is read, and counted by the next run.
        var hours = await clickHouse.QueryAsync(VisitsSql.Hours, VisitsJson.Default.EventHour, new QueryOptions { Parameters = Parameters(range, generation) }, cancel);
        for (var slice = 0; slice < range.Slices; slice++)
        {
            var parameters = Parameters(range, generation);
            parameters.Add("slice", slice);
            await clickHouse.ExecuteAsync(VisitsSql.Insert, new QueryOptions { Parameters = parameters, Settings = Bounds }, cancel);
        }
        var days = await DaysAsync(range, generation, cancel);
        var switching = Parameters(range, generation);
        switching.AddText("days", $"[{string.Join(',', Pointers(range, days, hours))}]");
        await clickHouse.ExecuteAsync(VisitsSql.Switch, new QueryOptions { Parameters = switching }, cancel);
    }

    private async Task<Dictionary<int, VisitDay>> DaysAsync(Range range, ulong generation, CancellationToken cancel)
    {
        var options = new QueryOptions { Parameters = Parameters(range, generation) };
        var before = await clickHouse.QueryAsync(VisitsSql.Before, VisitsJson.Default.VisitDay, options, cancel);
        var own = await clickHouse.QueryAsync(VisitsSql.Summary, VisitsJson.Default.VisitDay, options, cancel);
        return before.Concat(own).ToDictionary(static day => (int)day.Day);
    }

    private IEnumerable<string> Pointers(Range range, Dictionary<int, VisitDay> days, List<EventHour> hours)
    {
        for (int day = range.First; day <= range.Last; day++)
        {
            var (begin, end) = (day * 24 * HourSeconds, (day + 1) * 24 * HourSeconds);
            var own = days.GetValueOrDefault(day);
            // An event so soon after the last one would go on with its visit.
            var reach = own is null ? end : Math.Max(end, ((own.Last + rule.PauseNanoseconds) / 1_000_000_000 / HourSeconds * HourSeconds) + HourSeconds);
            var counted = hours.Where(hour => hour.Hour >= begin && hour.Hour < reach).ToList();
            var carry = unchecked((days.GetValueOrDefault(day - 1)?.CarryOut ?? 0) + (days.GetValueOrDefault(day - 2)?.CarryOut2 ?? 0));
            var (events, batches) = unchecked((counted.Aggregate(0UL, static (sum, hour) => sum + hour.Events), counted.Aggregate(0UL, static (sum, hour) => sum + hour.Batches)));
            yield return string.Create(CultureInfo.InvariantCulture, $"({day},{reach},{events},{batches},{carry},{own?.CarryOut ?? 0},{own?.CarryOut2 ?? 0})");
        }
    }

    private QueryParameters Parameters(Range range, ulong generation) => new()
    {
        { "project", range.Project },
        { "generation", generation },
        { "rule", rule.Number },
        { "first", range.First },
        { "last", range.Last },
        { "from", range.From },
        { "to", range.To },
        { "read_to", range.ReadTo },
        { "pause", rule.PauseNanoseconds },
        { "longest", (long)VisitRule.Longest.TotalNanoseconds },
        { "slices", range.Slices },
    };
}

/// <param name="Day">Since 1970-01-01.</param>
/// <param name="Generation">The one that counts; 0: none.</param>
/// <param name="HandedOver">1: the days before hand over other visits than it was computed with.</param>
internal sealed record DirtyDay(uint Project, ushort Day, ulong Events, ulong Generation, byte HandedOver);

/// <param name="Hour">Seconds since 1970.</param>
internal sealed record EventHour(long Hour, ulong Events, ulong Batches);

/// <param name="Day">Since 1970-01-01.</param>
/// <param name="Last">Nanoseconds since 1970: the latest end of a visit.</param>
internal sealed record VisitDay(ushort Day, long Last, ulong CarryOut, ulong CarryOut2);

internal sealed record VisitsNumber(ulong Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DirtyDay))]
[JsonSerializable(typeof(EventHour))]
[JsonSerializable(typeof(VisitDay))]
[JsonSerializable(typeof(VisitsNumber))]
internal sealed partial class VisitsJson : JsonSerializerContext;
