using System.Text;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Noise as somebody turns it off: a pattern is tried, saved, seen to work, and taken back; a limit is added to a key.</summary>
public sealed class NoiseSettingsTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_filter_is_tried_before_it_is_saved_and_its_work_is_counted()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var page = await chromium.PageAsync();
        await Administrator.SignInAsync(page, server);
        var project = await server.FindProjectAsync(1, "my-site");
        var key = await page.EvaluateAsync<string>("async () => (await (await fetch('/api/v1/projects/1/keys')).json()).keys[0].key");
        async Task SendAsync(string value)
        {
            using var answer = await server.Http.PostAsync($"/api/1/store/?sentry_key={key}", new StringContent(Some.Event(type: "TypeError", value: value), Encoding.UTF8, "application/json"));
            Assert.True(answer.IsSuccessStatusCode);
        }
        await SendAsync("window.foo is undefined");
        await SendAsync("the price is wrong");
        await Eventually.EqualAsync(2, () => server.CountAsync(project, "SELECT count() FROM errors"));

        await page.GotoAsync($"{server.Url}p/my-site/settings/noise");
        await page.GetByLabel("Error messages").FillAsync("TypeError: *.foo is *");
        await Button(page, "Try the patterns").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText("TypeError: window.foo is undefined")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Of 2 errors")).ToContainTextAsync("would have kept out 1");
        await page.GetByLabel("Legacy browsers").CheckAsync();
        await Button(page, "Save filters").ClickAsync();
        await Assertions.Expect(page.GetByText("The filters hold from now on.")).ToBeVisibleAsync();
        await SendAsync("window.foo is null");
        await Eventually.EqualAsync(1, () => server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE reason = 'error_message'"));

        await page.GetByLabel("Whose").SelectOptionAsync(new SelectOptionValue { Label = "Key “First key”" });
        await page.GetByLabel("Records at most").FillAsync("2");
        await Button(page, "Add the limit").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "First key" })).ToContainTextAsync("Errors a minute");
        await page.GetByLabel("Records at most").FillAsync("3");
        await Button(page, "Add the limit").ClickAsync();
        await Assertions.Expect(page.GetByText("limits: two say the same")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Legacy browsers")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByText("errors with a filtered message")).ToBeVisibleAsync();
        foreach (var (scheme, width) in Looks.All)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 800);
            await Looks.AssertFitsAsync(page);
            await Axe.AssertCleanAsync(page);
            await Pictures.SaveAsync(page, $"settings-noise.{scheme}.{width}".ToLowerInvariant());
        }
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
