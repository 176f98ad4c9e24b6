using Microsoft.Playwright;

namespace Paddock.BrowserTests;

/// <summary>What the errors room shows besides the usual: every state leads on, fits every screen and is pictured.</summary>
public sealed class ErrorsStatesTests(ChromiumFixture chromium, ShopWeek shop) : IClassFixture<ShopWeek>
{
    private const string NoEvent = "deadbeefdeadbeefdeadbeefdeadbeef";

    [Fact]
    public async Task A_week_of_a_shop_is_a_dozen_issues()
    {
        await using var site = await SampleShop.StartAsync(shop.Project.Dsn);
        foreach (var (product, country, voucher) in ((string, string, string)[])[("bridle", "US", ""), ("bridle", "DE", "SPRING"), ("fly-mask", "DE", "")])
        {
            var customer = await chromium.PageAsync();
            await site.OrderAsync(customer, product, country, voucher);
            await customer.Context.DisposeAsync();
        }

        await LookAsync("errors-week", "errors", page => page.GetByRole(AriaRole.Link, new() { Name = "ShippingUnavailable" }));
        var worst = await LinkAsync("errors?sort=events", "ZeroDivisionError");
        await LookAsync("errors-week-issue", worst, page => page.GetByText("Event 64 of 64"));
        await LookAsync("errors-breadcrumbs", worst, page => page.GetByText("−9 ms").First, part: "breadcrumbs");
        await LookAsync("errors-raw", worst, page => page.GetByRole(AriaRole.Link, new() { Name = "sdk sentry.python 1.9.10" }), part: "raw");
        await LookAsync("errors-message", await LinkAsync("errors", "stock of"), page => page.GetByRole(AriaRole.Heading, new() { Name = "Message" }));
        await LookAsync("errors-recursion", await LinkAsync("errors?query=missing", "KeyError"), page => page.GetByText("more calls of the same line"));
    }

    [Fact]
    public async Task An_event_that_is_gone_leads_to_the_latest()
    {
        var issue = await LinkAsync("errors", "StockError");
        var page = await LookAsync("errors-event-gone", $"{issue}?event={NoEvent}", page => page.GetByText("This event is gone"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Latest event" }).ClickAsync();
        await Expect(page.GetByText("Event 15 of 15")).ToBeVisibleAsync();
        await page.GotoAsync($"{shop.AddressOf(issue)}?event={NoEvent}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Oldest event" }).ClickAsync();
        await Expect(page.GetByText("Event 1 of 15")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Addresses_of_nothing_lead_home()
    {
        var page = await PageAsync();
        await page.GotoAsync(new Uri(shop.Server.Url, "/p/nobodys/errors").ToString());
        await Expect(page.GetByText("There is no such project")).ToBeVisibleAsync();
        await Expect(page.GetByText("Connecting")).Not.ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveCountAsync(0);
        await Pictures.SaveAsync(page, "no-project.light.1280");
        await page.GetByRole(AriaRole.Link, new() { Name = "Saddle and Tack" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Requests in the last 7 days" })).ToBeVisibleAsync(); // where an administrator comes in

        var answer = await page.GotoAsync(new Uri(shop.Server.Url, "/nope").ToString());
        Assert.Equal(404, answer!.Status);
        await Expect(page.GetByText("There is no such page")).ToBeVisibleAsync();
        await Pictures.SaveAsync(page, "no-page.light.1280");
        await page.GetByRole(AriaRole.Link, new() { Name = "To the start" }).ClickAsync();
        await Expect(page.GetByText("Nothing has come")).ToBeVisibleAsync(); // of the project that every server begins with

        await LookAsync("no-page-in-project", "errors/x/y", page => page.GetByRole(AriaRole.Link, new() { Name = "To Saddle and Tack" }));
    }

    [Fact]
    public async Task A_quiet_range_keeps_its_graph_and_a_double_click_leads_out()
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(-20);
        var range = $"{until.AddDays(-3):yyyy-MM-dd'T'HH:mm:ss'Z'}..{until:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        var page = await LookAsync("errors-quiet", $"errors?range={range}", page => page.GetByText("No errors from"));
        var graph = page.GetByRole(AriaRole.Img, new() { Name = "0 events over time" });
        await graph.DblClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "StockError" }).First).ToBeVisibleAsync();
        var unmatched = await LookAsync("errors-no-match", "errors?query=nothing-like-this", page => page.GetByText("No issue matches"));
        await Expect(unmatched.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("nothing-like-this");
    }

    [Fact]
    public async Task A_picked_range_leaves_the_header_at_two_lines_on_a_telephone()
    {
        var now = TimeProvider.System.GetUtcNow();
        var range = $"{now.AddDays(-3):yyyy-MM-dd'T'HH:mm:ss'Z'}..{now.AddDays(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}";
        var page = await LookAsync("errors-picked", $"errors?range={range}", page => page.GetByRole(AriaRole.Link, new() { Name = "StockError" }).First);
        Assert.InRange((await page.Locator("header").First.BoundingBoxAsync())!.Height, 60, 96);
    }

    [Fact]
    public async Task Projects_of_one_name_are_told_apart()
    {
        var twin = await shop.Server.CreateProjectAsync("Saddle and Tack");
        var page = await PageAsync();
        await page.GotoAsync(shop.AddressOf("errors"));
        await page.GetByRole(AriaRole.Button, new() { Name = "switch project" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = twin.Slug })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = shop.Project.Slug })).ToHaveCountAsync(2); // its slug begins the other one
        await Pictures.SaveAsync(page, "projects-of-one-name.light.1280");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("saddle");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = twin.Slug })).ToBeVisibleAsync();
        await Pictures.SaveAsync(page, "palette-of-one-name.light.1280");
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_and_waited_for()
    {
        var open = await PageAsync();
        await open.Clock.InstallAsync();
        await open.GotoAsync(shop.AddressOf("errors"));
        await Expect(open.GetByRole(AriaRole.Link, new() { Name = "StockError" }).First).ToBeVisibleAsync();
        await Expect(open.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        await shop.Store.KillAsync();

        // Nobody touches the open page: after a quiet minute it asks by itself.
        await open.Clock.FastForwardAsync(61_000);
        await Expect(open.GetByText("Store is away", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(open.GetByText("Not up to date: the store is away")).ToBeVisibleAsync();
        await Expect(open.GetByText("Live", new() { Exact = true })).Not.ToBeVisibleAsync();
        await Pictures.SaveAsync(open, "errors-store-away-open.light.1280");

        var page = await LookAsync("errors-store-away", "errors", page => page.GetByRole(AriaRole.Heading, new() { Name = "The store is away" }));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Go anywhere" }).FillAsync("stockerror");
        await Expect(page.GetByText("The store is away: records cannot be searched")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing found")).Not.ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "palette-store-away.dark.390");
        shop.Store.Start();
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "StockError" }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        foreach (var waiting in (IPage[])[page, open])
        {
            await Expect(waiting.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(); // 15 s between two tries
            await Expect(waiting.GetByRole(AriaRole.Link, new() { Name = "StockError" }).First).ToBeVisibleAsync();
            await Expect(waiting.GetByText("Not up to date")).Not.ToBeVisibleAsync();
        }
    }

    /// <summary>The page in every look, pictured (with a part of it in sight) and checked; the last one is given back.</summary>
    private async Task<IPage> LookAsync(string name, string path, Func<IPage, ILocator> ready, string? part = null)
    {
        IPage? last = null;
        foreach (var (scheme, width) in Looks.All)
        {
            if (last is not null) await last.Context.DisposeAsync();
            last = await chromium.PageAsync(shop.SignIn, scheme, width, width == 390 ? 844 : 800);
            await last.GotoAsync(shop.AddressOf(path));
            await Expect(ready(last)).ToBeVisibleAsync();
            if (part is not null) await last.Locator($"#{part}").ScrollIntoViewIfNeededAsync();
            await Looks.AssertFitsAsync(last);
            await Axe.AssertCleanAsync(last);
            await Pictures.SaveAsync(last, $"{name}.{scheme}.{width}".ToLowerInvariant());
        }

        return last!;
    }

    /// <summary>The path of the first issue of a list whose title begins so.</summary>
    private async Task<string> LinkAsync(string list, string title)
    {
        var page = await PageAsync();
        await page.GotoAsync(shop.AddressOf(list));
        var address = await page.GetByRole(AriaRole.Link, new() { Name = title }).First.GetAttributeAsync("href");
        await page.Context.DisposeAsync();
        return address!.Split('?')[0][$"/p/{shop.Project.Slug}/".Length..];
    }

    private Task<IPage> PageAsync() => chromium.PageAsync(shop.SignIn);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
