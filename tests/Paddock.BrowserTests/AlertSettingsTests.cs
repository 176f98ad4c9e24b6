using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>An alert as somebody makes, changes and silences it.</summary>
public sealed class AlertSettingsTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task An_alert_is_made_changed_and_snoozed()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var page = await chromium.PageAsync();
        await Administrator.SignInAsync(page, server);
        await page.GotoAsync($"{server.Url}p/my-site/settings/alerts");
        await page.GetByLabel("Name").FillAsync("What breaks");
        await Button(page, "Make the alert").ClickAsync();
        var row = page.GetByRole(AriaRole.Row, new() { Name = "What breaks" }).First;
        await Expect(row).ToBeVisibleAsync();

        await Button(page, "Edit").ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Edit “What breaks”" });
        await form.GetByLabel("Name").FillAsync("Everything that breaks");
        await form.GetByLabel("back from the archive").CheckAsync();
        foreach (var width in (int[])[390, 1280])
        {
            await page.SetViewportSizeAsync(width, 800);
            await Looks.AssertFitsAsync(page);
            await Axe.AssertCleanAsync(page);
            await Pictures.SaveAsync(page, $"settings-alerts-edit.light.{width}");
        }
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("“Everything that breaks” is changed.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Everything that breaks" }).First).ToContainTextAsync("back from the archive");
        await Button(page, "Undo").ClickAsync();
        await Expect(row).Not.ToContainTextAsync("back from the archive");

        await Button(page, "More for “What breaks”").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Until tomorrow morning" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Snoozed");
        var storage = await page.Context.StorageStateAsync();
        foreach (var (scheme, width) in Looks.All)
        {
            var look = await chromium.PageAsync(storage, scheme, width);
            await look.GotoAsync(page.Url);
            await Expect(look.GetByText("Snoozed")).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(look);
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"settings-alerts-snoozed.{scheme}.{width}".ToLowerInvariant());
            await look.Context.DisposeAsync();
        }
        await Button(page, "More for “What breaks”").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "End the snooze" }).ClickAsync();
        await Expect(row).Not.ToContainTextAsync("Snoozed");
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
