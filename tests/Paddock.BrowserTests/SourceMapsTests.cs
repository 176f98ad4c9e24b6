using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>An error of minified code on the screen: as it was written, or with what is missing; and the uploads in the settings.</summary>
public sealed class SourceMapsTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_stack_is_shown_as_it_was_written_or_says_what_is_missing()
    {
        using var shop = new MinifiedShop();
        await using var server = await PaddockProcess.ServeAsync();
        var project = await server.CreateProjectAsync("Saddle");
        await new SentryCli(server.Url, project).DoAsync(shop.Folder, "sourcemaps", "upload", "--release", "shop@1.0", "--dist", "7", "dist");
        await SendAsync(server, project, shop.Envelope(release: "shop@1.0", distribution: "7"));
        await SendAsync(server, project, shop.Envelope(release: "shop@1.1"));
        await Eventually.EqualAsync(2, () => server.CountAsync(project, "SELECT count() FROM errors"));

        var page = await chromium.PageAsync();
        await Administrator.SignInAsync(page, server);
        var storage = await page.Context.StorageStateAsync();
        var issues = await server.SqlAsync(project, "SELECT issue_id FROM errors ORDER BY received_at");
        foreach (var (scheme, width) in Looks.All)
        {
            var look = await chromium.PageAsync(storage, scheme, width);
            var name = $"{scheme.ToString().ToLowerInvariant()}.{width}";
            await look.GotoAsync($"{server.Url}p/{project.Slug}/errors/{issues[0][0]}");
            await Expect(look.GetByText("src/cart.ts").First).ToBeVisibleAsync();
            await Expect(look.GetByText("return cart.items!.reduce((total, price) => total + price, 0);").First).ToBeVisibleAsync();
            await Expect(look.GetByText("Ran as https://shop.example.org/app.min.js:1:67")).ToBeVisibleAsync();
            await CheckAsync(look, $"errors-mapped.{name}");
            await look.GotoAsync($"{server.Url}p/{project.Slug}/errors/{issues[1][0]}");
            await Expect(look.GetByText("nothing was uploaded for release shop@1.1")).ToBeVisibleAsync();
            await CheckAsync(look, $"errors-unmapped.{name}");
            await look.GetByRole(AriaRole.Link, new() { Name = "Source maps of this project" }).ClickAsync();
            await Expect(look.GetByText("sentry-cli sourcemaps upload dist")).ToBeVisibleAsync();
            await Expect(look.GetByText("shop@1.0")).ToBeVisibleAsync();
            await CheckAsync(look, $"settings-source-maps.{name}");
            await look.Context.DisposeAsync();
        }

        await page.GotoAsync($"{server.Url}p/{project.Slug}/settings/source-maps");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("Nothing is uploaded yet.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("shop@1.0")).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(IPage page, string picture)
    {
        await Looks.AssertFitsAsync(page);
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, picture);
    }

    private static async Task SendAsync(PaddockProcess server, CreatedProject project, byte[] envelope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/envelope/?sentry_key={project.WriteKey}") { Content = new ByteArrayContent(envelope) };
        using var answer = await server.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
