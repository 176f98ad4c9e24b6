using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Resolving, archiving, assigning: at once on the screen, told to other tabs, taken back by a key.</summary>
public sealed class TriageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Issues_are_worked_through_by_hand_and_by_keys()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var project = await server.CreateProjectAsync("Triage");
        foreach (var type in (string[])["KeyError", "TypeError", "ValueError"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/store/") { Content = new StringContent(Some.Event(type: type, function: type)) };
            request.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=test/1.0, sentry_key={project.WriteKey}");
            using var sent = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            sent.EnsureSuccessStatusCode();
        }
        await Eventually.EqualAsync(3, () => server.CountAsync(project, "SELECT count() FROM errors"));
        var page = await chromium.PageAsync();
        var storage = await Administrator.SignInAsync(page, server);
        var list = $"{server.Url}p/{project.Slug}/errors";
        var other = await chromium.PageAsync(storage);
        await other.GotoAsync(list);
        await page.GotoAsync(list);
        var rows = page.Locator("[data-issue]");
        await Expect(rows).ToHaveCountAsync(3);

        // By hand: what is resolved is gone at once, from the other tab, too, and one click brings it back.
        await page.GetByLabel("Select KeyError").CheckAsync();
        await page.GetByLabel("Select TypeError").CheckAsync();
        await Expect(page.GetByText("2 issues selected")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(other.Locator("[data-issue]")).ToHaveCountAsync(1);
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "errors-resolved-toast.light.1280");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(other.Locator("[data-issue]")).ToHaveCountAsync(3);

        // By keys: down, archive, and where it went.
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("i");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(page.GetByText("Archived the issue")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Archived" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new Regex("is%3Aarchived|is:archived"));

        // On the issue itself: assigned to oneself, resolved, taken back; the activity tells of all of it.
        await rows.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("a");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "(me)" }).ClickAsync();
        await Expect(page.GetByText("took it")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("e");
        await Expect(page.GetByText("resolved it")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("u");
        await Expect(page.GetByText("took back: resolved")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "errors-issue-activity.light.1280");
        await page.GotoAsync($"{list}?query=is:all+assigned:me");
        await Expect(rows).ToHaveCountAsync(1);

        // What a rule would do is shown before it is saved.
        await page.GotoAsync($"{server.Url}p/{project.Slug}/settings/grouping");
        await page.GetByLabel("Fingerprint rules").FillAsync("type:KeyError -> one\ntype: -> two");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByText("Line 2 of the fingerprint rules means nothing")).ToBeVisibleAsync();
        await page.GetByLabel("Fingerprint rules").FillAsync("type:KeyError -> one\ntype:ValueError -> one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByText("1 event would be in another issue")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "settings-grouping-preview.light.1280");
        await page.SetViewportSizeAsync(390, 800);
        await Looks.AssertFitsAsync(page);
        await Pictures.SaveAsync(page, "settings-grouping-preview.light.390");
        await page.SetViewportSizeAsync(1280, 800);

        // Two are one, and the page of the other leads there; apart again by a click.
        await page.GotoAsync($"{list}?query=is:all");
        var second = await page.GetByLabel("Select TypeError").Locator("xpath=ancestor::*[@data-issue or descendant::*[@data-issue]][1]").GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await page.GetByLabel("Select KeyError").CheckAsync();
        await page.GetByLabel("Select TypeError").CheckAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page.GetByText("Merged 2 issues")).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await page.GotoAsync(new Uri(server.Url, second).ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 issues merged" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "KeyError" })).ToBeVisibleAsync();
        foreach (var (scheme, width) in Looks.All)
        {
            var look = await chromium.PageAsync(storage, scheme, width);
            await look.GotoAsync(page.Url);
            await Expect(look.GetByRole(AriaRole.Heading, new() { Name = "2 issues merged" })).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(look);
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"errors-issue-merged.{scheme.ToString().ToLowerInvariant()}.{width}");
            await look.Context.DisposeAsync();
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Unmerge" }).ClickAsync();
        await Expect(page.GetByText("Unmerged the issue")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 issues merged" })).ToBeHiddenAsync();
        await Expect(page.GetByText("Event 1 of 1")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Why is it in this issue?" }).ClickAsync();
        await Expect(page.GetByText("module=store.views function=KeyError line=total = price(lines)")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await Pictures.SaveAsync(page, "errors-issue-grouping.light.1280");

        foreach (var (scheme, width) in Looks.All)
        {
            var look = await chromium.PageAsync(storage, scheme, width);
            await look.GotoAsync($"{list}?query=is:all");
            await look.GetByLabel("Select all that are shown").CheckAsync();
            await Expect(look.GetByText("3 issues selected")).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(look);
            await Axe.AssertCleanAsync(look);
            await Pictures.SaveAsync(look, $"errors-selected.{scheme.ToString().ToLowerInvariant()}.{width}");
            await look.GotoAsync($"{list}?query=is:resolved");
            await Expect(look.GetByText("No resolved issue")).ToBeVisibleAsync();
            await Looks.AssertFitsAsync(look);
            await Axe.AssertCleanAsync(look);
            await look.Context.DisposeAsync();
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
