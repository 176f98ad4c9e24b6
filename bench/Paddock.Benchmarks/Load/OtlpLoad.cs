using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Paddock.Benchmarks.Load;

/// <summary>
/// OpenTelemetry's exports through the whole program until SQL returns all of them: log lines (<see cref="OtlpLogs"/>) in batches of 1,000 with the queries that the peers were asked,
/// or samples of 10,000 series. Bodies are made before; the client shares the machine's cores, and its time is not in the figures of CPU. Merges are.
/// </summary>
internal static class OtlpLoad
{
    private const int LinesOfBatch = 1_000;
    private const int Series = 10_000, SeriesOfBatch = 1_000;

    public static async Task LogsAsync(int lines, int connections)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var start = now - (6L * 3600 * 1_000_000_000);
        var bodies = Bodies(lines / LinesOfBatch, number => OtlpLogs.Protobuf((long)number * LinesOfBatch, LinesOfBatch, start));
        await using var server = await LoadAsync("logs", bodies, lines, connections, "/v1/logs", "SELECT count() FROM logs", async (running, project) =>
        {
            var trace = await running.ScalarAsync(project, "SELECT trace_id FROM logs LIMIT 1 OFFSET 1000");
            (string Name, string Sql)[] queries =
            [
                ("phrase, newest 100 of a few thousand", "SELECT time, message FROM logs WHERE message LIKE '%mail 1_____ to customer 77 %' OR message LIKE '%customer 7 %' ORDER BY time DESC LIMIT 100"),
                ("no match", "SELECT count() FROM logs WHERE hasToken(message, 'nothinglikethis')"),
                ("trace_id", $"SELECT time, message FROM logs WHERE trace_id = '{trace}'"),
                ("count per minute by severity", "SELECT toStartOfMinute(time) AS m, severity, count() FROM logs GROUP BY m, severity"),
                ("top 10 routes", "SELECT route, count() AS n FROM logs GROUP BY route ORDER BY n DESC LIMIT 10"),
                ("top 10 of 50,000 users", "SELECT distinct_id, count() AS n FROM logs GROUP BY distinct_id ORDER BY n DESC LIMIT 10"),
                ("top 10 addresses", "SELECT attributes['client.address'] AS a, count() AS n FROM logs GROUP BY a ORDER BY n DESC LIMIT 10"),
                ("p95 of a number by route", "SELECT route, quantile(0.95)(toFloat64OrZero(attributes['duration_ms'])) FROM logs GROUP BY route"),
                ("newest 100", "SELECT time, severity, message, attributes FROM logs ORDER BY time DESC LIMIT 100"),
            ];
            foreach (var (name, sql) in queries) Console.WriteLine($"query      {await Repeated.MedianAsync(() => running.AskAsync(project, sql)),10:n1} ms {name}");
        });
        await server.StopAsync();
        await StoredBytes.PrintAsync(server.Data, "logs");
    }

    public static async Task SamplesAsync(int samples, int connections)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var rounds = samples / Series;
        var bodies = Bodies(samples / SeriesOfBatch, number =>
            OtlpSamples.Protobuf(number % (Series / SeriesOfBatch) * SeriesOfBatch, SeriesOfBatch, number / (Series / SeriesOfBatch), now - ((rounds - (number / (Series / SeriesOfBatch))) * 15_000_000_000L)));
        await using var server = await LoadAsync("samples", bodies, samples, connections, "/v1/metrics", "SELECT count() FROM samples", static (_, _) => Task.CompletedTask);
        await server.StopAsync();
        await StoredBytes.PrintAsync(server.Data, "samples");
    }

    private static async Task<Server> LoadAsync(string what, byte[][] bodies, int records, int connections, string path, string count, Func<Server, Project, Task> ask)
    {
        var (server, _) = await Server.StartAsync();
        var project = await server.CreateProjectAsync();
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", project.WriteKey);
        var warm = Math.Min(bodies.Length / 10, 50);
        await SendAsync(server, bodies[..warm], connections, path);
        var perBody = records / bodies.Length;
        await VisibleAsync(server, project, count, warm * perBody);

        using var stop = new CancellationTokenSource();
        var peak = PeakAsync(server, stop.Token);
        var before = server.Usage();
        var started = Stopwatch.StartNew();
        await SendAsync(server, bodies[warm..], connections, path);
        var accepted = started.Elapsed;
        await VisibleAsync(server, project, count, records);
        var processed = started.Elapsed;
        await QuietAsync(server);
        var measured = (bodies.Length - warm) * perBody;
        var after = server.Usage();
        var cpu = after.CpuSeconds - before.CpuSeconds;
        var engine = after.ChildCpuSeconds - before.ChildCpuSeconds;
        await stop.CancelAsync();
        Console.WriteLine($"{what} {measured:n0}, connections {connections}");
        Console.WriteLine($"accepted   {measured / accepted.TotalSeconds,10:n0} /s, durable");
        Console.WriteLine($"processed  {measured / processed.TotalSeconds,10:n0} /s, all returned by SQL");
        Console.WriteLine($"CPU        {cpu / measured * 1e6,10:n2} s a million, whole tree, merges included; {engine / measured * 1e6:n2} of it the engine");
        Console.WriteLine($"memory     {await peak / 1e6,10:n0} MB anonymous at its peak, whole tree");
        await ask(server, project);
        return server;
    }

    private static byte[][] Bodies(int number, Func<int, byte[]> make)
    {
        var bodies = new byte[number][];
        Parallel.For(0, number, index => bodies[index] = make(index));
        return bodies;
    }

    private static async Task SendAsync(Server server, byte[][] bodies, int connections, string path)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < bodies.Length)
            {
                while (true)
                {
                    using var content = new ByteArrayContent(bodies[number]);
                    content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
                    using var answer = await server.Http.PostAsync(path, content);
                    if (answer.IsSuccessStatusCode) break;
                    if ((int)answer.StatusCode is not (429 or 503)) throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                    await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
                }
            }
        })));
    }

    private static async Task VisibleAsync(Server server, Project project, string count, long records)
    {
        while (long.Parse(await server.ScalarAsync(project, count), CultureInfo.InvariantCulture) < records) await Task.Delay(250);
    }

    // Until merges are done: less than a twentieth of a core for two seconds.
    private static async Task QuietAsync(Server server)
    {
        for (var before = server.Usage().CpuSeconds; ;)
        {
            await Task.Delay(2_000);
            var now = server.Usage().CpuSeconds;
            if (now - before < 0.1) return;
            before = now;
        }
    }

    private static async Task<long> PeakAsync(Server server, CancellationToken stop)
    {
        var peak = 0L;
        while (!stop.IsCancellationRequested)
        {
            peak = Math.Max(peak, server.Usage().AnonymousBytes);
            await Task.Delay(100, CancellationToken.None);
        }
        return peak;
    }
}
