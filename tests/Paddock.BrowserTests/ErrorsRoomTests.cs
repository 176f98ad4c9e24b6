using Microsoft.Playwright;
using Paddock.Testing;

[assembly: AssemblyFixture(typeof(Paddock.BrowserTests.ChromiumFixture))]

namespace Paddock.BrowserTests;

/// <summary>From an unchanged Django 3.2 site to the screen, in one sitting: first administrator, empty room, an exception in the checkout, its issue.</summary>
public sealed class ErrorsRoomTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_exception_of_the_checkout_is_one_issue_on_the_screen_and_one_row()
    {
        var server = chromium.Server;
        var page = await chromium.PageAsync();
        await page.GotoAsync((await SignedIn.WelcomeLinkAsync(server)).PathAndQuery);
        await Pictures.SaveAsync(page, "welcome.light.1280");
        await Administrator.CreateAccountAsync(page);

        var project = await server.CreateProjectAsync("Saddle and Tack");
        await page.GotoAsync($"/p/{project.Slug}/errors");
        await Expect(page.GetByText("sentry_sdk.init").First).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "errors-empty.light.1280");

        // The room is open while the shop breaks: the issue comes by itself.
        await using var shop = await SampleShop.StartAsync(project.Dsn);
        var customer = await chromium.PageAsync();
        await shop.OrderAsync(customer, "fly-mask");
        var reference = (await customer.GetByText("the reference is").InnerTextAsync())[^9..^1];
        await customer.Context.DisposeAsync();
        var issue = page.GetByRole(AriaRole.Link, new() { Name = "ZeroDivisionError" }).First;
        await Expect(issue).ToBeVisibleAsync();
        Assert.Equal(1, await server.CountAsync(project, "SELECT count() FROM errors"));
        Assert.Equal(1, await server.CountAsync(project, "SELECT count() FROM issues"));
        await Axe.AssertCleanAsync(page);

        await issue.ClickAsync();
        await Expect(page.GetByText("average = subtotal(full_price) // items").First).ToBeVisibleAsync();
        await Expect(page.GetByText("4111").First).Not.ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);

        // What the customer was shown is enough to find it.
        await page.GotoAsync($"/p/{project.Slug}/home");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Go anywhere" }).FillAsync(reference);
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync($"event {reference}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("average = subtotal(full_price) // items").First).ToBeVisibleAsync();
        await page.WaitForURLAsync($"**event={reference}*");

        var storage = await page.Context.StorageStateAsync();
        var address = new Uri(page.Url).PathAndQuery;
        foreach (var (scheme, width) in Looks.All)
        {
            var look = await chromium.PageAsync(storage, scheme, width);
            await look.GotoAsync(address);
            await Expect(look.GetByText("average = subtotal(full_price) // items").First).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(look);
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"errors-issue.{scheme.ToString().ToLowerInvariant()}.{width}");
            await look.GotoAsync($"/p/{project.Slug}/errors");
            await Expect(look.GetByRole(AriaRole.Link, new() { Name = "ZeroDivisionError" }).First).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(look);
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"errors-list.{scheme.ToString().ToLowerInvariant()}.{width}");
            await look.Context.DisposeAsync();
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
