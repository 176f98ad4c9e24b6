using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>The server's own pages, on a server where nobody has an account yet.</summary>
public sealed partial class SignInPagesTests(ChromiumFixture chromium)
{
    private const string Email = "ann@example.org";
    private const string Password = "a horse in a paddock";

    // The load event of a page that is already there when one begins to wait never comes.
    private static readonly PageWaitForURLOptions Arrived = new() { WaitUntil = WaitUntilState.Commit };

    [Fact]
    public async Task The_way_in_and_out_needs_no_script()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var page = await chromium.PageAsync(scripts: false);
        await page.GotoAsync(await LinkAsync(server));
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.WaitForURLAsync(server.Url.ToString(), Arrived);

        await page.GotoAsync($"{server.Url}sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync($"{server.Url}sign-in", Arrived);
        await SignInAsync(page, "a horse in a stable");
        Assert.Equal("That e-mail and password do not belong together.", await page.GetByRole(AriaRole.Alert).TextContentAsync());
        Assert.Equal(Email, await page.GetByLabel("E-mail").InputValueAsync());
        await SignInAsync(page, Password);
        await page.WaitForURLAsync(server.Url.ToString(), Arrived);
    }

    [Fact]
    public async Task Pages_keep_to_their_own_policy_and_fit_every_screen()
    {
        await using var server = await PaddockProcess.ServeAsync();
        (string Name, string Path)[] pages = [("sign-in", $"{server.Url}sign-in?next=/p/shop/errors"), ("sign-out", $"{server.Url}sign-out"), ("welcome", await LinkAsync(server))];
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            foreach (var width in (int[])[1280, 390])
                await LookAsync(pages, scheme, width);
    }

    private async Task LookAsync((string Name, string Path)[] pages, ColorScheme scheme, int width)
    {
        var page = await chromium.PageAsync(scheme: scheme, width: width, height: 844);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        foreach (var (name, path) in pages)
        {
            await page.GotoAsync(path);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than {width}");
            await Axe.AssertCleanAsync(page);
            await Pictures.SaveAsync(page, $"{name}.{scheme}.{width}".ToLowerInvariant());
        }

        Assert.Empty(complaints);
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task<string> LinkAsync(PaddockProcess server)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Link().IsMatch(server.Output)));
        return Link().Match(server.Output).Value;
    }

    [GeneratedRegex(@"http://\S+/welcome/[\w-]{43}")]
    private static partial Regex Link();
}
