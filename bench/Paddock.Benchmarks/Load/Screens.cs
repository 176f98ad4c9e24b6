using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;

namespace Paddock.Benchmarks.Load;

/// <summary>
/// How soon the rooms are there in Chromium, on the demo's thirty days: from a browser that has seen nothing, from another room, and with another filter; what its API took meanwhile,
/// what moved, and what the page holds in memory. With more times of the demo's records, each is there so often, as of other people.
/// </summary>
internal static class Screens
{
    private const string Email = "bench@example.org", Password = "as long as it has to be";
    private const string Range = "?range=30d";
    private const int Rounds = 7;

    // Batches of the demo have smaller numbers.
    private const long FirstCopied = 1_000_000_000_000;

    private const string WatchShift = "globalThis.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => entry.hadRecentInput || (globalThis.shift += entry.value))).observe({ type: 'layout-shift', buffered: true })";
    private const string ApiTimes = "performance.getEntriesByType('resource').filter(entry => entry.name.includes('/api/v1/') && !entry.name.includes('/live')).map(entry => `${entry.responseEnd - entry.requestStart} ${new URL(entry.name).pathname}`)";

    private static readonly (string Room, string Path)[] Rooms =
        [("Home", "home"), ("Monitor", "monitoring"), ("Errors", "errors"), ("Visitors", "analytics"), ("Product", "product"), ("Logs", "logs")];

    public static async Task RunAsync(int times)
    {
        var data = Directory.CreateTempSubdirectory("paddock-bench-").FullName;
        var (demo, _) = await Server.StartAsync(data, "demo");
        await demo.SaysAsync(" records.");
        await demo.StopAsync();
        if (times > 1) await MultiplyAsync(data, times);
        var (server, _) = await Server.StartAsync(data);
        await using var running = server;
        var link = (await Server.CommandAsync("user", "link", "--data", data)).Split().First(static word => word.Contains("/welcome/", StringComparison.Ordinal));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        var storage = await SignInAsync(browser, link);
        var project = $"{server.Http.BaseAddress}p/saddle-and-tack/";
        await WarmAsync(browser, storage, project);

        Console.WriteLine($"screens: the demo's records {times} times, thirty days; medians of {Rounds}, in ms");
        var api = new List<(double Took, string Path)>();
        foreach (var (room, path) in Rooms)
        {
            var (first, shifts, heap) = (new List<double>(), 0.0, 0.0);
            for (var round = 0; round < Rounds; round++)
            {
                var page = await PageAsync(browser, storage);
                var clock = Stopwatch.StartNew();
                await page.GotoAsync($"{project}{path}{Range}", new() { WaitUntil = WaitUntilState.Commit });
                await SettledAsync(page);
                first.Add(clock.Elapsed.TotalMilliseconds);
                api.AddRange((await page.EvaluateAsync<string[]>(ApiTimes)).Select(static took => took.Split(' ')).Select(static took => (double.Parse(took[0], CultureInfo.InvariantCulture), took[1])));
                shifts = Math.Max(shifts, await page.EvaluateAsync<double>("globalThis.shift"));
                heap = Math.Max(heap, await HeapAsync(page));
                await page.Context.DisposeAsync();
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first view {room,-9} {Median(first),6:0}   layout shift {shifts:0.000}   heap {heap / 1e6:0.0} MB"));
        }
        var took = api.Select(static answer => answer.Took).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"API behind first views: median {Median(took):0} of {took.Count} answers; the slowest of their medians:"));
        foreach (var (path, median) in api.GroupBy(static answer => answer.Path, static (path, answers) => (path, Median([.. answers.Select(static answer => answer.Took)]))).OrderByDescending(static of => of.Item2).Take(5))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {median,6:0} {path}"));
        await ChangesAsync(browser, storage, project);
    }

    private static async Task ChangesAsync(IBrowser browser, string storage, string project)
    {
        var page = await PageAsync(browser, storage);
        await page.GotoAsync($"{project}home{Range}");
        await SettledAsync(page);
        foreach (var (room, path) in Rooms.Skip(1).Append(Rooms[0]))
        {
            var changes = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var before = room == "Errors" ? "monitoring" : "errors";
                await page.Locator($"nav[aria-label=Rooms] a[href*='/{before}']").First.ClickAsync();
                await page.WaitForURLAsync($"**/{before}**");
                await SettledAsync(page);
                var link = page.Locator($"nav[aria-label=Rooms] a[href*='/{path}']").First;
                var clock = Stopwatch.StartNew();
                await link.ClickAsync();
                await page.WaitForURLAsync($"**/{path}**", new() { WaitUntil = WaitUntilState.Commit });
                await SettledAsync(page);
                changes.Add(clock.Elapsed.TotalMilliseconds);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"page change to {room,-9} {Median(changes),6:0}"));
        }
        var filters = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await page.GotoAsync($"{project}analytics{Range}");
            await SettledAsync(page);
            var source = page.Locator("#main").GetByText("Organic Search", new() { Exact = true }).First;
            var clock = Stopwatch.StartNew();
            await source.ClickAsync();
            await page.WaitForURLAsync("**query=**", new() { WaitUntil = WaitUntilState.Commit });
            await SettledAsync(page);
            filters.Add(clock.Elapsed.TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filter to new numbers (Visitors, Organic Search) {Median(filters):0}"));
        var heap = await HeapAsync(page) / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"heap after all of it {heap:0.0} MB"));
    }

    // Compiled code and read pages of the server; the browser's are new each time.
    private static async Task WarmAsync(IBrowser browser, string storage, string project)
    {
        var page = await PageAsync(browser, storage);
        foreach (var (_, path) in Rooms)
        {
            for (var round = 0; round < 3; round++)
            {
                await page.GotoAsync($"{project}{path}{Range}");
                await SettledAsync(page);
            }
        }
        await page.Context.DisposeAsync();
    }

    /// <summary>The heading is there, nothing is being fetched, and what came is drawn.</summary>
    private static async Task SettledAsync(IPage page) => await page.WaitForFunctionAsync(
        "() => document.querySelector('#main h1, #main h2') && !document.querySelector('[aria-busy=true]')", null, new() { PollingInterval = 10 });

    private static async Task<string> SignInAsync(IBrowser browser, string link)
    {
        var page = await PageAsync(browser, null);
        await page.GotoAsync(link);
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.WaitForURLAsync(static url => !url.Contains("/welcome/", StringComparison.Ordinal));
        var storage = await page.Context.StorageStateAsync();
        await page.Context.DisposeAsync();
        return storage;
    }

    private static async Task<IPage> PageAsync(IBrowser browser, string? storage)
    {
        var context = await browser.NewContextAsync(new() { StorageState = storage, ViewportSize = new() { Width = 1280, Height = 800 } });
        await context.AddInitScriptAsync(WatchShift);
        return await context.NewPageAsync();
    }

    private static async Task<double> HeapAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var usage = await session.SendAsync("Runtime.getHeapUsage");
        await session.DetachAsync();
        return usage!.Value.GetProperty("usedSize").GetDouble();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task MultiplyAsync(string data, int times)
    {
        using var engine = new EngineSupervisor(new EngineCommand(data, Memory: null), TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenReadyAsync(CancellationToken.None);
        using var http = ClickHouseConnection.ToEngine(engine.Handler);
        var client = new ClickHouseClient(http);
        foreach (var table in (string[])["logs", "spans", "events", "errors"])
        {
            for (var time = 1; time < times; time++)
            {
                var others = $"""
                    if(empty(trace_id), trace_id, MD5(concat(trace_id, '{time}'))) AS trace_id, if(visitor_id = 0, 0, cityHash64(visitor_id, {time})) AS visitor_id, batch + {FirstCopied} AS batch
                    """;
                await client.ExecuteAsync($"INSERT INTO paddock.{table} SELECT * REPLACE ({others}) FROM paddock.{table} WHERE batch < {FirstCopied}");
            }
        }
        await engine.StopAsync(CancellationToken.None);
    }
}
