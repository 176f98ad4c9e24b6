using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Paddock.Benchmarks.Load;

/// <summary>
/// Single pageviews, each a request of its own and answered when it is on disk, from visitors with the browsers, addresses, pages and campaigns of a shop: three pages
/// each, of 500 visitors at a time. At the end it says what a pageview takes on disk when all merges are done.
/// The client writes prepared bytes to sockets: it shares the machine's cores, and its time is not in the figures of CPU.
/// </summary>
internal static class PageviewLoad
{
    private const int Prepared = 60_000;
    private const int PagesOfVisitor = 3, VisitorsAtOnce = 500;
    private const int Visitors = Prepared / PagesOfVisitor;

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 Safari/537.36 Edg/{0}.0.0.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.{0} Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_{0} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0",
    ];

    private static readonly string[] Arrivals = ["", "", "", "?utm_source=newsletter&utm_medium=email&utm_campaign=autumn", "?gclid=Cj0KCQ", "?utm_source=fb&utm_medium=paid"];
    private static readonly string[] Referrers = ["", "https://shop.example.org/", "https://www.google.com/", "https://duckduckgo.com/", "https://www.facebook.com/", "https://horse-forum.example/thread/7"];

    public static async Task RunAsync(int events, int connections)
    {
        var (server, _) = await Server.StartAsync();
        await using var running = server;
        var project = await server.CreateProjectAsync();
        var requests = Enumerable.Range(0, Prepared).Select(number => Request(server, project, number)).ToArray();
        await SendAsync(server, requests, Prepared, connections); // warm: code compiled, agents known
        await VisibleAsync(server, project, Prepared);

        var before = server.Usage();
        var started = Stopwatch.StartNew();
        await SendAsync(server, requests, events, connections);
        var accepted = started.Elapsed;
        await VisibleAsync(server, project, Prepared + events);
        var processed = started.Elapsed;
        var cpu = server.Usage().CpuSeconds - before.CpuSeconds;
        Console.WriteLine($"pageviews {events:n0}, connections {connections}, visitors {Visitors:n0}");
        Console.WriteLine($"accepted   {events / accepted.TotalSeconds,10:n0} /s, durable");
        Console.WriteLine($"processed  {events / processed.TotalSeconds,10:n0} /s, all returned by SQL");
        Console.WriteLine($"CPU        {cpu / events * 1000,10:n3} ms a pageview, whole tree");
        Console.WriteLine($"memory     {server.Usage().AnonymousBytes / 1e6,10:n0} MB anonymous, whole tree");
        await server.StopAsync();
        await StoredBytes.PrintAsync(server.Data, "events");
    }

    private static async Task SendAsync(Server server, byte[][] requests, int events, int connections)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port);
            var answer = new byte[4096];
            while (Interlocked.Increment(ref next) is var number && number < events)
            {
                await socket.SendAsync(Numbered(requests[number % requests.Length]));
                var length = 0;
                do
                {
                    var read = await socket.ReceiveAsync(answer.AsMemory(length));
                    if (read == 0) throw new InvalidOperationException("the server hung up");
                    length += read;
                }
                while (answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0);
                if (!answer.AsSpan(0, length).StartsWith("HTTP/1.1 202"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(answer, 0, length));
            }
        })));
    }

    private static byte[] Request(Server server, Project project, int number)
    {
        var visitor = (number / (PagesOfVisitor * VisitorsAtOnce) * VisitorsAtOnce) + (number % VisitorsAtOnce);
        var agent = string.Format(CultureInfo.InvariantCulture, Agents[visitor % Agents.Length], 100 + (visitor % 27));
        var product = number * 7919L % 401;
        var (path, title) = number % 3 == 0 ? ("/", "Saddle and Tack") : ($"/product/{product}/", $"Product {product} - Saddle and Tack");
        var body = $$"""{"url":"https://shop.example.org{{path}}{{Arrivals[number % Arrivals.Length]}}","referrer":"{{Referrers[number % Referrers.Length]}}","screen":"1280x800","title":"{{title}}","events":[{"name":"$pageview","id":"################","age":3}]}""";
        var head = $"POST /in/script/event?key={project.WriteKey} HTTP/1.1\r\nHost: {server.Http.BaseAddress!.Authority}\r\nUser-Agent: {agent}\r\nAccept: */*\r\nAccept-Language: de-AT,de;q=0.9\r\n"
            + $"Origin: https://shop.example.org\r\nReferer: https://shop.example.org/\r\nX-Forwarded-For: {60 + (visitor % 140)}.99.{visitor >> 8}.{visitor & 255}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: {body.Length}\r\n\r\n";
        return Encoding.ASCII.GetBytes(head + body);
    }

    // An id that was not sent before. The bytes of a request belong to one connection at a time: numbers that share them are 60,000 apart.
    private static byte[] Numbered(byte[] request)
    {
        var id = request.AsSpan()[(request.AsSpan().LastIndexOf("\"id\":\""u8) + 6)..][..16];
        Encoding.ASCII.GetBytes(Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture), id);
        return request;
    }

    private static async Task VisibleAsync(Server server, Project project, long events)
    {
        while (long.Parse(await server.ScalarAsync(project, "SELECT count() FROM events"), CultureInfo.InvariantCulture) < events) await Task.Delay(50);
    }
}
