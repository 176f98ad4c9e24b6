using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.Benchmarks.Load;
using Paddock.ClickHouse;
using Paddock.Hosting;
using Paddock.Hosting.Engine;
using Paddock.Signals.Analytics;

namespace Paddock.Benchmarks;

/// <summary>Five million pageviews of thirty days, three to a visit: the visits of all of them, what a dashboard asks of them, and the visits again after a single late event.</summary>
internal static class VisitsRecomputed
{
    private const string Pageviews = """
        INSERT INTO paddock.events
            (project, time, retention, received_at, receiver, visitor_id, url_path, name, url_host, title, referrer, source, channel, utm_source, utm_medium, browser, os, device, screen, language, country, engaged_ms, batch)
        WITH intDiv(number, 3) AS visit, cityHash64(visit) AS h, cityHash64(visit % 1290000, 'visitor') AS visitor, cityHash64(number, 'view') AS view
        SELECT 1, addNanoseconds(toDateTime64('2026-10-20 00:00:00', 9, 'UTC'), toInt64((visit % 30 * 86400 + h % 86400 + number % 3 * (view % 600)) * 1000000000 + view % 1000000000)) AS time,
            90, time, 'script', visitor, concat('/shop/item-', toString(view % 2000)), '$pageview', 'shop.example.com', concat('Item ', toString(view % 2000)),
            ['https://search.example/', 'https://news.example/', ''][1 + h % 3], ['search.example', 'news.example', ''][1 + h % 3], ['Organic Search', 'Referral', 'Direct'][1 + h % 3],
            if(h % 10 = 0, 'newsletter', ''), if(h % 10 = 0, 'email', ''), ['Chrome', 'Firefox', 'Safari'][1 + visitor % 3], ['Windows', 'macOS', 'iOS', 'Android'][1 + visitor % 4],
            ['desktop', 'mobile'][1 + visitor % 2], ['1280x800', '390x844'][1 + visitor % 2], ['en', 'de', 'fr'][1 + visitor % 3], ['CH', 'DE', 'US', 'FR', 'GB'][1 + visitor % 5], view % 60000, intDiv(number, 20000)
        FROM numbers({views:UInt64})
        """;

    private const string Visits = "paddock.visits WHERE project = 1 AND events > 0 AND (day, generation) IN (SELECT day, generation FROM paddock.visit_days FINAL WHERE project = 1)";

    private static readonly (string What, string Sql)[] Dashboard =
    [
        ("totals: pageviews, visitors", "SELECT count(), uniqExact(visitor_id) FROM paddock.events WHERE project = 1 AND name = '$pageview'"),
        ("totals: visits, bounces, engaged time", $"SELECT count(), countIf(bounce), avg(engaged_ms) FROM {Visits}"),
        ("by day", "SELECT toDate(time) AS day, count(), uniqExact(visitor_id) FROM paddock.events WHERE project = 1 AND name = '$pageview' GROUP BY day"),
        ("top paths", "SELECT url_path, count() AS views, uniqExact(visitor_id) FROM paddock.events WHERE project = 1 AND name = '$pageview' GROUP BY url_path ORDER BY views DESC LIMIT 10"),
        ("entry pages", $"SELECT entry_page, count() AS visits FROM {Visits} GROUP BY entry_page ORDER BY visits DESC LIMIT 10"),
        ("funnel of three pages", """
            SELECT step, count() FROM (
                SELECT windowFunnel(86400000000000)(toUInt64(toUnixTimestamp64Nano(time)), url_path LIKE '/shop/item-1%', url_path LIKE '/shop/item-2%', url_path LIKE '/shop/item-3%') AS step
                FROM paddock.events WHERE project = 1 AND name = '$pageview' GROUP BY visitor_id)
            GROUP BY step
            """),
    ];

    private const string Late = "INSERT INTO paddock.events (project, time, retention, visitor_id, name, batch) VALUES (1, '2026-11-02 12:00:00', 90, 1, '$pageview', 1000000)";

    public static async Task RunAsync(ulong views)
    {
        var directory = Directory.CreateTempSubdirectory("paddock-bench-");
        using var engine = new EngineSupervisor(new EngineCommand(directory.FullName, Memory: null), TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenReadyAsync(CancellationToken.None);
        using var http = ClickHouseConnection.ToEngine(engine.Handler);
        var client = new ClickHouseClient(http);
        await Migrator.ApplyAsync(client, Schema.Migrations);
        var insert = new QueryOptions { Parameters = { { "views", views } }, Settings = new Dictionary<string, string> { ["max_insert_block_size"] = "100000", ["max_partitions_per_insert_block"] = "0" } };
        await client.ExecuteAsync(Pageviews, insert);
        await client.ExecuteAsync("OPTIMIZE TABLE paddock.events FINAL");
        var job = new VisitsJob(client, VisitRule.Usual, TimeProvider.System, NullLogger<VisitsJob>.Instance);
        await MeasureAsync($"{views} pageviews", job);
        foreach (var (what, sql) in Dashboard)
        {
            var milliseconds = await Repeated.MedianAsync(() => client.ExecuteAsync($"{sql} FORMAT Null"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"query {milliseconds,8:0.0} ms {what}"));
        }
        Console.WriteLine($"disk {await BytesAsync(client, "events", views)} B a pageview, {await BytesAsync(client, "visits", views)} B of its visit");
        await MeasureAsync("nothing new", job);
        await client.ExecuteAsync(Late);
        await MeasureAsync("a late event", job);
        await engine.StopAsync(CancellationToken.None);
        directory.Delete(recursive: true);
    }

    private static async Task<string> BytesAsync(ClickHouseClient client, string table, ulong views)
    {
        using var answer = await client.StreamAsync($"SELECT sum(bytes_on_disk) FROM system.parts WHERE database = 'paddock' AND table = '{table}' AND active FORMAT TSV");
        var bytes = double.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
        return (bytes / views).ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static async Task MeasureAsync(string what, VisitsJob job)
    {
        var before = ProcessTree.Read(Environment.ProcessId);
        var (clock, peak) = (Stopwatch.StartNew(), before.AnonymousBytes);
        var run = job.RunAsync(CancellationToken.None);
        while (await Task.WhenAny(run, Task.Delay(50)) != run) peak = Math.Max(peak, ProcessTree.Read(Environment.ProcessId).AnonymousBytes);
        var (days, after) = (await run, ProcessTree.Read(Environment.ProcessId));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {days} days in {clock.Elapsed.TotalSeconds:0.00} s, {after.CpuSeconds - before.CpuSeconds:0.00} CPU s; anonymous memory {before.AnonymousBytes >> 20} MB before, {peak >> 20} MB at most"));
    }
}
