using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.Benchmarks.Load;
using Paddock.ClickHouse;
using Paddock.Hosting;
using Paddock.Hosting.Engine;
using Paddock.Signals.Logs;

namespace Paddock.Benchmarks;

/// <summary>What a dashboard over thirty days costs by reading the rows themselves, and what projections by the minute would save and cost.</summary>
internal static class Rollups
{
    private const string Logs = """
        INSERT INTO paddock.logs (project, time, retention, received_at, receiver, service, trace_id, severity_number, severity, logger, message, template, batch)
        WITH cityHash64(number) AS h
        SELECT 1, addNanoseconds(toDateTime64('2026-10-20 00:00:00', 9, 'UTC'), toInt64(intDiv(number * 2592000, {rows:UInt64}) * 1000000000 + h % 1000000000)) AS time, 90, time, 'otlp', 'shop',
            MD5(toString(h % 1000000)), [5, 9, 9, 9, 13, 17][1 + h % 6], ['debug', 'info', 'info', 'info', 'warning', 'error'][1 + h % 6], concat('shop.', toString(h % 40)),
            concat('order ', toString(h % 100000), ' took ', toString(h % 977), ' ms'), concat('order {} took {} ms ', toString(h % 200)), intDiv(number, 20000)
        FROM numbers({rows:UInt64})
        """;

    private const string Spans = """
        INSERT INTO paddock.spans (project, time, retention, received_at, receiver, service, trace_id, span_id, name, op, kind, duration_ns, is_root, transaction, sample_rate, batch)
        WITH cityHash64(number) AS h, cityHash64(intDiv(number, 5)) AS request
        SELECT 1, addNanoseconds(toDateTime64('2026-10-20 00:00:00', 9, 'UTC'), toInt64(intDiv(number * 2592000, {rows:UInt64}) * 1000000000 + h % 1000000000)) AS time, 90, time, 'sentry', 'shop',
            MD5(toString(request)), h, if(number % 5 = 0, concat('/route/', toString(request % 60)), concat('SELECT ', toString(h % 300))), if(number % 5 = 0, 'http.server', 'db'), if(number % 5 = 0, 'server', 'client'),
            1000000 + h % 900000000, number % 5 = 0, concat('/route/', toString(request % 60)), 0.5, intDiv(number, 20000)
        FROM numbers({rows:UInt64})
        """;

    private static readonly (string Table, string Name, string Sql)[] Projections =
    [
        ("logs", LogsTable.Rollup, LogsTable.RollupSql),
        ("spans", "by_minute", "SELECT project, toStartOfMinute(time) AS minute, is_root, transaction, sum(1 / sample_rate), count(), sum(duration_ns) GROUP BY project, minute, is_root, transaction"),
    ];

    private static readonly (string Question, string Sql)[] Questions =
    [
        ("log lines a minute and level, 30 days", "SELECT toStartOfMinute(time) AS minute, severity, count() FROM paddock.logs WHERE project = 1 GROUP BY minute, severity"),
        ("log lines an hour and level, 30 days", "SELECT toStartOfHour(toStartOfMinute(time)) AS hour, severity, count() FROM paddock.logs WHERE project = 1 GROUP BY hour, severity"),
        ("requests an hour and transaction, 30 days", "SELECT toStartOfHour(toStartOfMinute(time)) AS hour, transaction, sum(1 / sample_rate) FROM paddock.spans WHERE project = 1 AND is_root = 1 GROUP BY hour, transaction"),
        ("the same, and their p95, which no rollup holds", "SELECT toStartOfHour(time) AS hour, transaction, sum(1 / sample_rate), quantile(0.95)(duration_ns) FROM paddock.spans WHERE project = 1 AND is_root = 1 GROUP BY hour, transaction"),
        ("requests a minute and transaction, 1 day", "SELECT toStartOfMinute(time) AS minute, transaction, sum(1 / sample_rate) FROM paddock.spans WHERE project = 1 AND is_root = 1 AND time >= '2026-11-17 00:00:00' AND time < '2026-11-18 00:00:00' GROUP BY minute, transaction"),
    ];

    // As people ask: through a view that reads one project, and with the second wall.
    private static readonly (string Question, string Sql)[] Scoped =
    [
        ("the first, as a project's view asks it", "SELECT toStartOfMinute(time) AS minute, severity, count() FROM (SELECT time, severity FROM paddock.logs PREWHERE project = 1) GROUP BY minute, severity"),
    ];

    private static readonly Dictionary<string, string> Wall = new() { ["additional_table_filters"] = "{'paddock.logs': 'project = 1', 'paddock.spans': 'project = 1'}" };

    public static async Task RunAsync(ulong rows)
    {
        var directory = Directory.CreateTempSubdirectory("paddock-bench-");
        using var engine = new EngineSupervisor(new EngineCommand(directory.FullName, Memory: null), TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenReadyAsync(CancellationToken.None);
        using var http = ClickHouseConnection.ToEngine(engine.Handler);
        var client = new ClickHouseClient(http);
        await Migrator.ApplyAsync(client, Schema.Migrations);
        await client.ExecuteAsync($"ALTER TABLE paddock.logs DROP PROJECTION {LogsTable.Rollup}");
        var insert = new QueryOptions { Parameters = { { "rows", rows } }, Settings = new Dictionary<string, string> { ["max_insert_block_size"] = "100000", ["max_partitions_per_insert_block"] = "0" } };
        await MeasureAsync($"insert {rows} log lines", () => client.ExecuteAsync(Logs, insert));
        await MeasureAsync($"insert {rows} spans", () => client.ExecuteAsync(Spans, insert));
        foreach (var (table, _, _) in Projections) await client.ExecuteAsync($"OPTIMIZE TABLE paddock.{table} FINAL");
        await InsertBatchesAsync(client);
        Console.WriteLine("\nFrom the rows:");
        await AskAsync(client);
        foreach (var (table, name, sql) in Projections)
        {
            await client.ExecuteAsync($"ALTER TABLE paddock.{table} ADD PROJECTION {name} ({sql})");
            await MeasureAsync($"project {table}", () => client.ExecuteAsync($"ALTER TABLE paddock.{table} MATERIALIZE PROJECTION {name} SETTINGS mutations_sync = 2"));
        }
        Console.WriteLine("\nWith the projections:");
        await AskAsync(client);
        await InsertBatchesAsync(client);
        await engine.StopAsync(CancellationToken.None);
        foreach (var (table, _, _) in Projections) await StoredBytes.PrintAsync(directory.FullName, table);
        directory.Delete(recursive: true);
    }

    // Batches as the pipeline writes them: each a part, merged by and by.
    private static async Task InsertBatchesAsync(ClickHouseClient client)
    {
        var batch = new QueryOptions { Parameters = { { "rows", 20_000L } }, Settings = new Dictionary<string, string> { ["max_insert_block_size"] = "100000", ["max_partitions_per_insert_block"] = "0" } };
        foreach (var (table, sql) in new[] { ("log lines", Logs), ("spans", Spans) })
        {
            // All of one minute, as they come.
            var live = sql.Replace("number * 2592000", "number * 60", StringComparison.Ordinal);
            await MeasureAsync($"insert 50 batches of 20,000 {table}", async () =>
            {
                for (var count = 0; count < 50; count++) await client.ExecuteAsync(live, batch);
            });
        }
    }

    // The best of five: what the machine does beside it is not in the question.
    private static async Task AskAsync(ClickHouseClient client)
    {
        foreach (var (question, sql, settings) in Questions.Select(static one => (one.Question, one.Sql, (Dictionary<string, string>?)null)).Concat(Scoped.Select(static one => (one.Question, one.Sql, (Dictionary<string, string>?)Wall))))
        {
            var (seconds, cpu) = (double.MaxValue, double.MaxValue);
            for (var time = 0; time < 5; time++)
            {
                var (took, used) = await TakeAsync(() => client.ExecuteAsync($"{sql} FORMAT Null", new QueryOptions { Settings = settings ?? [] }));
                (seconds, cpu) = (Math.Min(seconds, took), Math.Min(cpu, used));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {seconds * 1000,7:0} ms {cpu * 1000,7:0} ms CPU  {question}"));
        }
    }

    private static async Task MeasureAsync(string what, Func<Task> act)
    {
        var (seconds, cpu) = await TakeAsync(act);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {seconds:0.00} s, {cpu:0.00} CPU s"));
    }

    private static async Task<(double Seconds, double CpuSeconds)> TakeAsync(Func<Task> act)
    {
        var before = ProcessTree.Read(Environment.ProcessId);
        var clock = Stopwatch.StartNew();
        await act();
        return (clock.Elapsed.TotalSeconds, ProcessTree.Read(Environment.ProcessId).CpuSeconds - before.CpuSeconds);
    }
}
