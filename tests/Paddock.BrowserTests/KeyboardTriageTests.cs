using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>A hundred issues worked through by keys alone, from the first to an empty list; then the search, by keys as well.</summary>
public sealed class KeyboardTriageTests(ChromiumFixture chromium)
{
    private const int Issues = 100;

    [Fact]
    public async Task A_hundred_issues_are_triaged_by_keyboard_alone()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var project = await server.CreateProjectAsync("Keys");
        for (var number = 0; number < Issues; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/store/") { Content = new StringContent(Some.Event(type: $"Error{number}", function: $"function_{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}")) };
            request.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=test/1.0, sentry_key={project.WriteKey}");
            using var sent = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            sent.EnsureSuccessStatusCode();
        }
        await Eventually.EqualAsync(Issues, () => server.CountAsync(project, "SELECT count() FROM issues"));
        var page = await chromium.PageAsync();
        var storage = await Administrator.SignInAsync(page, server);
        await page.GotoAsync($"{server.Url}p/{project.Slug}/errors");
        var rows = page.Locator("[data-issue]");
        await Expect(rows).ToHaveCountAsync(50);
        var keys = page.Keyboard;

        // Ten one after another: resolve, archive, bookmark and take oneself; the walk goes on where it was.
        await keys.PressAsync("j");
        for (var number = 0; number < 10; number++)
        {
            var id = await page.Locator(":focus").GetAttributeAsync("data-issue");
            await keys.PressAsync(number % 2 == 0 ? "e" : "i");
            await Expect(page.Locator($"[data-issue='{id}']")).ToHaveCountAsync(0);
            await Expect(page.Locator("[data-issue]:focus")).ToHaveCountAsync(1);
        }
        await Expect(page.Locator("[data-issue]:focus")).ToHaveCountAsync(1);
        await CountsAsync(server, project, ("resolved", 5), ("archived", 5));

        // One is looked at, commented, and left; then assigned from the list.
        await keys.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Activity" })).ToBeVisibleAsync();
        await keys.PressAsync("c");
        await keys.TypeAsync("Known: the cache is cold.");
        await keys.PressAsync("Control+Enter");
        await Expect(page.GetByText("Known: the cache is cold.")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await keys.PressAsync("b");
        await Expect(page.GetByText("Bookmarked the issue")).ToBeVisibleAsync();
        await keys.PressAsync("r");
        await Expect(page.GetByText("marked it as reviewed")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Seen by" })).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "errors-issue-talk.light.1280");
        await keys.PressAsync("Escape");
        await Expect(rows).ToHaveCountAsync(50);

        // The rest at once: all that are shown, all pages of them, resolved, and taken back.
        await keys.PressAsync("*");
        var everything = page.GetByRole(AriaRole.Button, new() { Name = "Select all 90 issues" });
        await everything.FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("90 issues selected")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await keys.PressAsync("e");
        await Expect(page.GetByText("Resolved 90 issues")).ToBeVisibleAsync();
        await CountsAsync(server, project, ("resolved", 95), ("archived", 5));
        await keys.PressAsync("u");
        await Expect(page.GetByText("Undone")).ToBeVisibleAsync();
        await CountsAsync(server, project, ("unresolved", 90), ("resolved", 5), ("archived", 5));
        await Expect(rows.First).ToBeVisibleAsync();

        // Searching: a key and its value are suggested, and the list follows.
        await keys.PressAsync("/");
        await keys.TypeAsync("bookm");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "bookmarks:" })).ToBeVisibleAsync();
        await keys.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "bookmarks:me" })).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(1);

        // The search gets a name, by which it is found again.
        await page.GetByRole(AriaRole.Button, new() { Name = "Searches" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Save it, or take one away" }).ClickAsync();
        await page.GetByLabel("Name of this search").FillAsync("Cold cache");
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "errors-save-search.light.1280");
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("Saved the search")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Searches" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Cold cache (mine)" })).ToBeVisibleAsync();

        foreach (var (scheme, width) in Looks.All)
        {
            var look = await chromium.PageAsync(storage, scheme, width);
            var name = $"{scheme.ToString().ToLowerInvariant()}.{width}";
            await look.GotoAsync($"{server.Url}p/{project.Slug}/errors?query=is:all+level:error+is:nowhere");
            await Expect(look.GetByText("at character")).ToBeVisibleAsync();
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"errors-bad-search.{name}");
            await look.GotoAsync($"{server.Url}p/{project.Slug}/errors?query=is:archived");
            await Expect(look.Locator("[data-issue]")).ToHaveCountAsync(5);
            await look.GetByRole(AriaRole.Button, new() { Name = "Searches" }).ClickAsync();
            await Expect(look.GetByRole(AriaRole.Menuitem, new() { Name = "For review" })).ToBeVisibleAsync();
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"errors-searches.{name}");
            await look.Keyboard.PressAsync("Escape");
            await look.Locator("[data-issue]").First.ClickAsync();
            await look.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
            await Expect(look.GetByRole(AriaRole.Menuitem, new() { Name = "Delete with all events" })).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(look);
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"errors-more.{name}");
            await look.Context.DisposeAsync();
        }
    }

    private static async Task CountsAsync(PaddockProcess server, CreatedProject project, params (string Status, int Count)[] expected)
    {
        foreach (var (status, count) in expected) await Eventually.EqualAsync(count, () => server.CountAsync(project, $"SELECT count() FROM issues WHERE status = '{status}'"));
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
