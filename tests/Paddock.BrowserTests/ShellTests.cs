using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>What all rooms share, on the demo: the same figures everywhere, what they are compared with, links that stay, the palette, where one comes in; and the kit in every look.</summary>
public sealed partial class ShellTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_house_is_one()
    {
        await using var server = await PaddockProcess.ServeAsync(verb: "demo");
        await Eventually.TrueAsync(() => Task.FromResult(Written().IsMatch(server.Output)), () => server.Output);
        var shop = await server.FindProjectAsync(1, "saddle-and-tack");
        await Eventually.EqualAsync(long.Parse(Written().Match(server.Output).Groups[1].Value, CultureInfo.InvariantCulture), () => server.CountAsync(shop, "SELECT sum(quantity) FROM ledger WHERE outcome = 'stored' AND receiver = 'demo'"));
        // Visits are derived from events, some seconds after them.
        await Eventually.EqualAsync(
            await server.CountAsync(shop, "SELECT countIf(name = '$pageview') FROM events WHERE visitor_id != '' OR distinct_id != ''"), () => server.CountAsync(shop, "SELECT sum(pageviews) FROM visits"));
        var page = await chromium.PageAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var storage = await Administrator.SignInAsync(page, server);
        var address = $"{server.Url}p/{shop.Slug}";

        await FiguresAreTheSameInEveryRoomAsync(page, address);
        await TheComparedTimeIsInTheAddressAsync(page, address);
        await ALinkStaysAsync(page, address);
        await ThePaletteIsWalkedByKeysAsync(page, address, (await server.SqlAsync(shop, "SELECT trace_id FROM spans WHERE trace_id != '' ORDER BY time DESC LIMIT 1"))[0][0].GetString()!);
        await OneComesInWhereOneChoseAsync(page, server, address);
        await page.Context.DisposeAsync();
        await TheKitIsLookedAtAsync(server, storage);
    }

    private static async Task FiguresAreTheSameInEveryRoomAsync(IPage page, string address)
    {
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        var range = $"range={today.AddDays(-14):yyyy-MM-dd}T00:00:00Z..{today.AddDays(-1):yyyy-MM-dd}T00:00:00Z";
        await page.GotoAsync($"{address}/home?{range}");
        var told = new Dictionary<string, string>();
        foreach (var (tile, figure) in ((string, string)[])
            [("Monitoring", "Requests"), ("Monitoring", "Failed"), ("Monitoring", "p95"), ("Errors", "Events"), ("Errors", "Users"), ("Errors", "New issues"), ("Visitors", "Visitors"), ("Visitors", "Pageviews"), ("Visitors", "Bounce rate"), ("Product", "Revenue"), ("Logs", "Lines")])
            told[$"{tile} {figure}"] = await FigureAsync(page.GetByRole(AriaRole.Region, new() { Name = tile, Exact = true }), figure);

        await page.GotoAsync($"{address}/monitoring?{range}");
        Assert.Equal(told["Monitoring Requests"], await FigureAsync(page.Locator("#main"), "Requests"));
        Assert.Equal(told["Monitoring Failed"], await FigureAsync(page.Locator("#main"), "Failed"));
        Assert.Equal(told["Monitoring p95"], await FigureAsync(page.Locator("#main"), "95th percentile"));
        await page.GotoAsync($"{address}/analytics?{range}");
        foreach (var figure in (string[])["Visitors", "Pageviews", "Bounce rate"]) Assert.Equal(told[$"Visitors {figure}"], await FigureAsync(page.Locator("#main"), figure));
        Assert.Equal(told["Product Revenue"], await FigureAsync(page.Locator("#main"), "Revenue"));
        await page.GotoAsync($"{address}/product?{range}");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Pageview" }).GetByRole(AriaRole.Cell).Nth(1)).ToHaveTextAsync(told["Visitors Visitors"]);
        await page.GotoAsync($"{address}/errors?{range}");
        var summary = page.GetByRole(AriaRole.Region, new() { Name = "Summary" });
        await Expect(summary).ToContainTextAsync($"{told["Errors Events"]} event");
        await Expect(summary).ToContainTextAsync($"{told["Errors Users"]} user");
        await Expect(summary).ToContainTextAsync($"{told["Errors New issues"]} new issue");
        await page.GotoAsync($"{address}/logs?{range}");
        var lines = await page.GetByRole(AriaRole.Region, new() { Name = "Lines over time" }).Locator("b").TextContentAsync() ?? "";
        Assert.Equal(told["Logs Lines"], $"{Math.Round(long.Parse(lines.Replace(",", "", StringComparison.Ordinal).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0, 1).ToString("0.#", CultureInfo.InvariantCulture)}k");

        // What changed since the release: each figure leads to the list that shows the same.
        await page.GotoAsync($"{address}/home");
        var since = page.GetByRole(AriaRole.Region, new() { Name = "Since the last release" });
        await Expect(since).ToContainTextAsync("shop@1.5.1");
        var failed = await FigureAsync(since, "Failed requests");
        await since.Locator("dt:text-is('Failed requests') + dd a").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Requests from" })).ToBeVisibleAsync();
        Assert.Equal(failed, await FigureAsync(page.Locator("#main"), "Failed"));
        await page.GoBackAsync();
        var converted = await FigureAsync(since, "Did “order placed”");
        await since.Locator("dt:text-is('Did “order placed”') + dd a").ClickAsync();
        await Expect(page.Locator("#main")).ToContainTextAsync(converted);
    }

    private static async Task TheComparedTimeIsInTheAddressAsync(IPage page, string address)
    {
        await page.GotoAsync($"{address}/monitoring?range=24h");
        await Expect(page.Locator("#main path[class*=then]").First).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "compared with" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "a week earlier" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("compare=week"));
        await Expect(page.Locator("#main dd span[title*='a week earlier']").First).ToBeAttachedAsync();
        // It goes along to the next room.
        await page.GetByRole(AriaRole.Link, new() { Name = "Visitors", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("analytics.*compare=week|analytics.*range=24h.*compare=week"));
        await page.GotoAsync($"{address}/monitoring?range=24h&compare=none");
        await Expect(page.GetByText("Where the time goes")).ToBeVisibleAsync();
        await Expect(page.Locator("#main path[class*=then]")).ToHaveCountAsync(0);
        // Older than all records: no comparison.
        await page.GotoAsync($"{address}/analytics?range=90d");
        await Expect(page.GetByText("no comparison").First).ToBeVisibleAsync();
    }

    private static async Task ALinkStaysAsync(IPage page, string address)
    {
        await page.GotoAsync($"{address}/analytics?range=7d&query=source:Google&compare=week");
        await Expect(page.GetByText("Organic Search").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("s");
        await Expect(page.GetByText("Link copied. It goes on showing")).ToBeVisibleAsync();
        await Pictures.SaveAsync(page, "shared.light.1280");
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Matches(@"analytics\?range=\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A00Z\.\.\d{4}-[^&]+Z&query=source%3AGoogle&compare=week$", link);
        await page.GotoAsync(link);
        await Expect(page.GetByText("Organic Search").First).ToBeVisibleAsync();
    }

    private static async Task ThePaletteIsWalkedByKeysAsync(IPage page, string address, string trace)
    {
        await page.GotoAsync($"{address}/logs");
        await Expect(page.Locator("#main h1")).ToBeVisibleAsync(); // no keys are heard before
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("/orders/"); // some customer is called Borders
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "/orders/" })).ToHaveCountAsync(2);
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "palette-found.light.1280");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("monitoring\\?query=transaction"));

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("customer-1");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "customer-1" }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("product/people/customer-1"));

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync(trace);
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"traces/{trace}"));

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("compare nothing");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("compare=none"));
    }

    private static async Task OneComesInWhereOneChoseAsync(IPage page, PaddockProcess server, string address)
    {
        // An administrator comes to see whether it is up.
        await page.GotoAsync(server.Url.ToString());
        await Expect(page).ToHaveURLAsync($"{address}/monitoring");
        await page.GotoAsync($"{server.Url}settings/account");
        await page.GetByLabel("Open a project at").SelectOptionAsync("Visitors");
        await Expect(page.GetByText("You start there from now on.")).ToBeVisibleAsync();
        await Pictures.SaveAsync(page, "settings-start-page.light.1280");
        await page.GotoAsync(server.Url.ToString());
        await Expect(page).ToHaveURLAsync($"{address}/analytics");
        await page.GotoAsync($"{server.Url}settings/account");
        await Expect(page.GetByLabel("Open a project at")).ToHaveValueAsync("analytics");
    }

    private async Task TheKitIsLookedAtAsync(PaddockProcess server, string storage)
    {
        foreach (var (scheme, width) in Looks.All)
        {
            var page = await chromium.PageAsync(storage, scheme, width, 2_400);
            await page.GotoAsync($"{server.Url}kit");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Over the page" })).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(page);
            await Axe.AssertCleanAsync(page);
            await Pictures.SaveAsync(page, $"kit.{scheme.ToString().ToLowerInvariant()}.{width}");
            await page.GetByRole(AriaRole.Button, new() { Name = "A toast with undo" }).ClickAsync();
            await Expect(page.GetByText("3 issues resolved.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "The palette" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Go anywhere" })).ToBeVisibleAsync();
            await Pictures.SaveAsync(page, $"kit-over-the-page.{scheme.ToString().ToLowerInvariant()}.{width}");
            await page.Context.DisposeAsync();
        }
    }

    private static async Task<string> FigureAsync(ILocator within, string name)
    {
        var value = within.Locator($"dt:text-is('{name}') + dd").First;
        await Expect(value).Not.ToBeEmptyAsync();
        return (await value.TextContentAsync())!;
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    [GeneratedRegex(@"is there: (\d+) records")]
    private static partial Regex Written();
}
