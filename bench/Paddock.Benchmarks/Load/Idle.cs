using Paddock.ClickHouse;
using Paddock.Hosting.Engine;

namespace Paddock.Benchmarks.Load;

/// <summary>What the program costs while nobody uses it, and how long it takes to start, with a million events in 5,000 issues stored.</summary>
internal static class Idle
{
    private const string Seed = """
        INSERT INTO errors (project, time, retention, received_at, event_id, hashes, type, value, level, handled, distinct_id, stack, sample_rate)
        SELECT 1, now64(9) - number, 90, now64(9) - number, MD5(toString(number)), [MD5(toString(number % 5000))], 'ValueError', concat('value ', toString(number % 5000)),
            'error', 0, toString(number % 1000), repeat(toString(number % 5000), 200), 1
        FROM numbers(1000000)
        """;

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("paddock-bench-").FullName;
        var (first, _) = await Server.StartAsync(data);
        using (var http = ClickHouseConnection.ToEngine(EngineSocket.Handler(EngineSocket.PathFor(data))))
            await new ClickHouseClient(http).ExecuteAsync(Seed, new QueryOptions { Settings = new Dictionary<string, string> { ["max_partitions_per_insert_block"] = "0" } });
        await first.StopAsync();

        var (server, toReady) = await Server.StartAsync(data);
        await using var running = server;
        await Task.Delay(TimeSpan.FromSeconds(30));
        var before = server.Usage();
        await Task.Delay(TimeSpan.FromSeconds(60));
        var after = server.Usage();
        Console.WriteLine($"ready      {toReady.TotalSeconds,10:n2} s after the start, 1,000,000 events stored");
        Console.WriteLine($"anonymous  {after.AnonymousBytes / 1e6,10:n0} MB, whole tree");
        Console.WriteLine($"PSS        {ProcessTree.ProportionalBytes(server.Id) / 1e6,10:n0} MB, whole tree");
        Console.WriteLine($"CPU        {(after.CpuSeconds - before.CpuSeconds) / 60 * 100,10:n2} % of a core over a minute");
    }
}
