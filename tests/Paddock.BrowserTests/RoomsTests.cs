using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Every page of the house, full and empty, in every look: it fits, axe finds nothing serious, nothing fails, and there is a picture of it.</summary>
public sealed partial class RoomsTests(ChromiumFixture chromium)
{
    private const string Range = "range=30d";

    // Nothing may move while it loads: what the browser calls layout shift, of what moved without anybody's doing.
    private const double MostShift = 0.02;
    private const string WatchShift = "globalThis.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => entry.hadRecentInput || (globalThis.shift += entry.value))).observe({ type: 'layout-shift', buffered: true })";
    private static readonly string[] Still = ["home", "monitoring", "analytics", "product", "funnel", "retention", "people", "person", "visitor", "logs", "log-patterns",
        "checks", "check", "trace-n-plus-one", "trace-failed", "difference", "metrics", "metric", "connection"];

    [Fact]
    public async Task Every_room_of_the_demo_is_walked_through()
    {
        await using var server = await PaddockProcess.ServeAsync(verb: "demo");
        await Eventually.TrueAsync(() => Task.FromResult(Written().IsMatch(server.Output)), () => server.Output);
        var shop = await server.FindProjectAsync(1, "saddle-and-tack");
        var empty = await server.CreateProjectAsync("Nothing yet");
        await Eventually.EqualAsync(long.Parse(Written().Match(server.Output).Groups[1].Value), () => server.CountAsync(shop, "SELECT sum(quantity) FROM ledger WHERE outcome = 'stored' AND receiver = 'demo'"));
        // Visits are derived from events, some seconds after them.
        await Eventually.EqualAsync(
            await server.CountAsync(shop, "SELECT countIf(name = '$pageview') FROM events WHERE visitor_id != '' OR distinct_id != ''"), () => server.CountAsync(shop, "SELECT sum(pageviews) FROM visits"));
        var slow = (await server.SqlAsync(shop, "SELECT trace_id, any(person_id) FROM spans WHERE trace_id IN (SELECT trace_id FROM spans WHERE is_root = 1 AND transaction = '/orders/') GROUP BY trace_id ORDER BY count() DESC LIMIT 1"))[0];
        var broken = (await server.SqlAsync(shop, "SELECT trace_id FROM errors ORDER BY time DESC LIMIT 1"))[0][0].GetString();
        var visitor = (await server.SqlAsync(shop, $"SELECT visitor_id FROM events WHERE trace_id = '{broken}' LIMIT 1"))[0][0].GetString();

        var first = await chromium.PageAsync();
        var storage = await Administrator.SignInAsync(first, server);
        await first.Context.DisposeAsync();
        (string Name, string Path, string Shown)[] pages =
        [
            ("home", $"home?{Range}", "Where the time goes"),
            ("home-since-release", "home", "shop@1.5.1"),
            ("monitoring-a-week-earlier", "monitoring?range=24h&compare=week", "/orders/"),
            ("connection", "home/connection", "What arrived in the last 24 hours"),
            ("monitoring", $"monitoring?{Range}", "/orders/"),
            ("difference", $"monitoring?{Range}&query=outcome:failed&different=rest", "no difference that could not be chance"),
            ("checks", $"monitoring/checks?{Range}", "Nightly stock"),
            ("check", $"monitoring/checks/1?{Range}", "No whole answer within 10 s."),
            ("check-new", "monitoring/checks/new", "Start to watch"),
            ("check-settings", "monitoring/checks/3/settings", "Save"),
            ("trace-n-plus-one", $"monitoring/traces/{slow[0].GetString()}", "store_orderline"),
            ("trace-failed", $"monitoring/traces/{broken}", "after “checkout started”"),
            ("metrics", $"monitoring/metrics?{Range}", "shop_payment_seconds"),
            ("metric", $"monitoring/metrics/shop_payment_seconds?{Range}", "which is taken for a start from zero"),
            ("metric-by-label", $"monitoring/metrics/shop_orders_total?{Range}&by=plan", "large"),
            ("analytics", $"analytics?{Range}", "Organic Search"),
            ("analytics-filtered", $"analytics?{Range}&query=source:Google&show=pageviews", "source:Google"),
            ("product", $"product?{Range}", "order placed"),
            ("funnel", $"product/funnel?{Range}&step=$pageview&step=/product/*&step=added+to+cart&step=order+placed", "of the step before"),
            ("retention", $"product/retention?{Range}", "Same week"),
            ("people", $"product/people?{Range}", "customer-"),
            ("person", $"product/people/{slow[1].GetString()}?{Range}", "Pageview"),
            ("visitor", $"product/visitors/{visitor}?{Range}", "checkout started"),
            ("logs", $"logs?{Range}", "GET /"),
            ("log-patterns", $"logs?{Range}&by=pattern", "GET %s %s"),
        ];
        foreach (var (scheme, width) in Looks.All)
        {
            var page = await chromium.PageAsync(storage, scheme, width);
            var failed = new ConcurrentQueue<string>();
            await page.AddInitScriptAsync(WatchShift);
            page.Console += (_, message) => { if (message.Type == "error") failed.Enqueue($"{message.Location}: {message.Text}"); };
            page.PageError += (_, error) => failed.Enqueue(error);
            foreach (var (name, path, shown) in pages)
            {
                await page.GotoAsync($"{server.Url}p/{shop.Slug}/{path}");
                // What a graph says on hover is text as well, but nobody sees it.
                await Assertions.Expect(page.Locator("#main").GetByText(shown).And(page.Locator(":visible")).First).ToBeVisibleAsync();
                await LookAsync(page, $"{name}.{scheme.ToString().ToLowerInvariant()}.{width}");
                var shift = await page.EvaluateAsync<double>("globalThis.shift");
                Assert.True(shift <= MostShift || !Still.Contains(name), $"{name} moves by {shift} at {width}");
            }
            foreach (var (room, says) in ((string, string)[])[("home", "Nothing has come"), ("monitoring", "No request has been traced yet"), ("monitoring/checks", "Nothing is watched yet"), ("monitoring/metrics", "No metric has arrived yet"), ("analytics", "No visitor has been seen yet"), ("product", "No events"), ("logs", "No log line has come yet")])
            {
                await page.GotoAsync($"{server.Url}p/{empty.Slug}/{room}");
                await Assertions.Expect(page.GetByText(says).First).ToBeVisibleAsync();
                await LookAsync(page, $"{room.Replace('/', '-')}-empty.{scheme.ToString().ToLowerInvariant()}.{width}");
            }
            Assert.Empty(failed);
            await page.Context.DisposeAsync();
        }
        await AnErrorLeadsToTheLostSaleAsync(await chromium.PageAsync(storage), $"{server.Url}p/{shop.Slug}/errors?{Range}&query=type:ZeroDivisionError");
        await ATestOfEachKindIsJoinedAsync(await chromium.PageAsync(storage), $"{server.Url}p/{empty.Slug}/home");
    }

    /// <summary>As somebody would who wants to know what an error cost: to the visit it ended, and to the step of the funnel where it ended.</summary>
    private static async Task AnErrorLeadsToTheLostSaleAsync(IPage page, string errors)
    {
        await page.GotoAsync(errors);
        await page.GetByRole(AriaRole.Link, new() { Name = "ZeroDivisionError" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Suspect commits" }).Locator("..")).ToContainTextAsync("Autumn sale");
        await Pictures.SaveAsync(page, "errors-issue-suspects");
        var linked = page.GetByRole(AriaRole.Navigation, new() { Name = "Linked" });
        await linked.GetByRole(AriaRole.Link, new() { Name = "of a visitor" }).ClickAsync();
        await Assertions.Expect(page.Locator("#main").GetByText("added to cart").First).ToBeVisibleAsync();
        await page.GoBackAsync();
        await linked.GetByRole(AriaRole.Link, new() { Name = "lost after “checkout started”" }).ClickAsync();
        await Assertions.Expect(page.Locator("[aria-label=Result]").GetByText("order placed")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.Locator("#main").GetByRole(AriaRole.Link, new() { NameRegex = LostInAll() }).ClickAsync();
        await Assertions.Expect(page.Locator("[aria-label=Result]").GetByText("order placed")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    private static async Task ATestOfEachKindIsJoinedAsync(IPage page, string home)
    {
        await page.GotoAsync(home);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test of each kind" }).ClickAsync();
        await Assertions.Expect(page.GetByText(": accepted")).ToHaveCountAsync(4);
        await page.GotoAsync($"{home}/connection");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Pageviews" })).ToContainTextAsync("script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test of each kind" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See them joined" }).ClickAsync();
        await Assertions.Expect(page.Locator("#main").GetByText("paddock test").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#main").GetByText("1 log line")).ToBeVisibleAsync();
        await Pictures.SaveAsync(page, "test-joined");
        await page.Context.DisposeAsync();
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Looks.AssertFitsAsync(page);
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, name);
    }

    [GeneratedRegex("lost in [0-9]+ sales")]
    private static partial Regex LostInAll();

    [GeneratedRegex(@"is there: (\d+) records")]
    private static partial Regex Written();
}
