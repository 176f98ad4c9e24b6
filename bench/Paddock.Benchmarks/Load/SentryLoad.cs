using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Paddock.Benchmarks.Load;

/// <summary>
/// Sentry envelopes of 33 kB over 5,000 distinct stacks, gzip as the Python SDK sends them, until SQL returns every one of them; reads run all the while.
/// The bodies are compressed beforehand: an envelope's header, which carries the event's id, is a gzip member of its own.
/// </summary>
internal static class SentryLoad
{
    private const int Stacks = 5_000;

    public static async Task RunAsync(int events, int connections)
    {
        var now = TimeProvider.System.GetUtcNow();
        var payloads = Enumerable.Range(0, Stacks).Select(stack => DjangoEvents.Gzip(Item(DjangoEvents.Event(stack, stack, now)))).ToArray();
        var (server, _) = await Server.StartAsync();
        await using var running = server;
        var project = await server.CreateProjectAsync();
        await SendAsync(server, project, payloads, Stacks, connections); // warm: code compiled, issues known
        await VisibleAsync(server, project, Stacks);

        var before = server.Usage();
        var peak = 0L;
        using var stop = new CancellationTokenSource();
        var reads = ReadAsync(server, project, stop.Token);
        var watch = WatchAsync(server, value => peak = Math.Max(peak, value), stop.Token);
        var started = Stopwatch.StartNew();
        await SendAsync(server, project, payloads, events, connections);
        var accepted = started.Elapsed;
        await VisibleAsync(server, project, Stacks + events);
        var processed = started.Elapsed;
        await stop.CancelAsync();
        var (queries, median) = await reads;
        await watch;
        var cpu = server.Usage().CpuSeconds - before.CpuSeconds;

        Console.WriteLine($"events {events:n0}, connections {connections}, stacks {Stacks:n0}");
        Console.WriteLine($"accepted   {events / accepted.TotalSeconds,10:n0} events/s");
        Console.WriteLine($"processed  {events / processed.TotalSeconds,10:n0} events/s (all returned by SQL, {queries} reads meanwhile, median {median:n0} ms)");
        Console.WriteLine($"CPU        {cpu / events * 1000,10:n2} ms an event, whole tree");
        Console.WriteLine($"disk       {server.StoreBytes() / (Stacks + events),10:n0} B an event");
        Console.WriteLine($"peak       {peak / 1e6,10:n0} MB anonymous, whole tree");
        await VisibilityAsync(server, project, payloads);
    }

    private static async Task SendAsync(Server server, Project project, byte[][] payloads, int events, int connections)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < events)
                await PostAsync(server, project, payloads[number % payloads.Length], Guid.CreateVersion7());
        }));
    }

    private static async Task PostAsync(Server server, Project project, byte[] payload, Guid id)
    {
        var header = DjangoEvents.Gzip(Encoding.UTF8.GetBytes($"{{\"event_id\":\"{id:n}\"}}\n"));
        using var content = new ByteArrayContent([.. header, .. payload]);
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-sentry-envelope");
        using var answer = await server.Http.PostAsync($"/api/{project.Id}/envelope/?sentry_key={project.WriteKey}", content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task VisibleAsync(Server server, Project project, long events)
    {
        while (long.Parse(await server.ScalarAsync(project, "SELECT count() FROM errors")) < events) await Task.Delay(20);
    }

    /// <summary>From 200 to visible at a gentle rate: each event is asked for until SQL returns it.</summary>
    private static async Task VisibilityAsync(Server server, Project project, byte[][] payloads)
    {
        var times = new List<double>();
        for (var number = 0; number < 200; number++)
        {
            var id = Guid.CreateVersion7();
            await PostAsync(server, project, payloads[number], id);
            var started = Stopwatch.StartNew();
            while (await server.ScalarAsync(project, $"SELECT count() FROM errors WHERE event_id = '{id:n}' AND time > now() - INTERVAL 1 DAY") == "0") await Task.Delay(5);
            times.Add(started.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"visible    {times[100],10:n0} ms median, {times[197]:n0} ms p99 after the 200 answer (200 events, one after the other)");
    }

    private static async Task<(int Queries, double MedianMilliseconds)> ReadAsync(Server server, Project project, CancellationToken stop)
    {
        var times = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.StartNew();
            await server.ScalarAsync(project, "SELECT count() FROM (SELECT issue_id, count(), max(time) FROM errors WHERE time > now() - INTERVAL 1 DAY GROUP BY issue_id)");
            times.Add(started.Elapsed.TotalMilliseconds);
            try
            {
                await Task.Delay(250, stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        times.Sort();
        return (times.Count, times.Count > 0 ? times[times.Count / 2] : 0);
    }

    private static async Task WatchAsync(Server server, Action<long> anonymous, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            anonymous(server.Usage().AnonymousBytes);
            try
            {
                await Task.Delay(200, stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
    }

    private static byte[] Item(byte[] json) => [.. Encoding.UTF8.GetBytes($"{{\"type\":\"event\",\"length\":{json.Length}}}\n"), .. json, (byte)'\n'];
}
