using System.Collections.Concurrent;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Settings as somebody uses them: a colleague is invited and joins, what was done is taken back, a second factor is switched on and asked for.</summary>
public sealed class SettingsTests(ChromiumFixture chromium)
{
    private const string Password = "a second horse";
    private static readonly PageWaitForURLOptions Arrived = new() { WaitUntil = WaitUntilState.Commit };

    [Fact]
    public async Task A_colleague_joins_and_sees_what_the_role_includes()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var ann = await chromium.PageAsync();
        await Administrator.SignInAsync(ann, server);
        await ann.GotoAsync($"{server.Url}p/my-site/settings/people");
        await ann.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("support");
        await Button(ann, "Make a link").ClickAsync();
        var link = await ann.Locator("pre").InnerTextAsync();
        await Button(ann, "Revoke").ClickAsync();
        await Assertions.Expect(ann.Locator("pre")).ToHaveCountAsync(0);

        var sue = await chromium.PageAsync();
        await sue.GotoAsync(link);
        await Assertions.Expect(sue.GetByText("no longer works")).ToBeVisibleAsync();
        await Button(ann, "Undo").ClickAsync();
        await Assertions.Expect(ann.GetByText("whoever has the link")).ToBeVisibleAsync();
        await sue.GotoAsync(link);
        await Axe.AssertCleanAsync(sue);
        await Pictures.SaveAsync(sue, "invitation.light.1280");
        await sue.GetByLabel("E-mail").FillAsync("sue@example.com");
        await sue.GetByLabel("Password").FillAsync(Password);
        await Button(sue, "Create account").ClickAsync();
        await sue.WaitForURLAsync($"{server.Url}p/my-site**", Arrived);

        var withScripts = await chromium.PageAsync(await sue.Context.StorageStateAsync());
        await withScripts.GotoAsync($"{server.Url}p/my-site/product/people");
        await Assertions.Expect(withScripts.GetByText("Your role here is support")).ToBeVisibleAsync();
        await Assertions.Expect(withScripts.GetByText("Not with your role")).ToBeVisibleAsync();
        await Pictures.SaveAsync(withScripts, "role-support.light.1280");
        await withScripts.GotoAsync($"{server.Url}p/my-site/settings");
        await Assertions.Expect(withScripts.GetByText("Owners and admins can change this.")).ToBeVisibleAsync();
        await Assertions.Expect(withScripts.GetByRole(AriaRole.Link, new() { Name = "People" })).ToHaveCountAsync(0);

        await ann.ReloadAsync();
        await Button(ann, "Remove").ClickAsync();
        await withScripts.GotoAsync($"{server.Url}p/my-site/home");
        await Assertions.Expect(withScripts.GetByText("There is no such project")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_second_factor_is_set_up_and_asked_for()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var ann = await chromium.PageAsync();
        await Administrator.SignInAsync(ann, server);
        await ann.GotoAsync($"{server.Url}settings/account");
        var section = ann.Locator("section", new() { HasText = "Second factor" });
        await section.GetByLabel("Password").FillAsync(SignedIn.Password);
        await Button(ann, "Set it up").ClickAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ann);
        await Pictures.SaveAsync(ann, "second-factor.light.1280");
        var secret = await section.Locator("pre").InnerTextAsync();
        await section.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await Button(ann, "Switch on").ClickAsync();
        await Assertions.Expect(ann.GetByText("That code is not right")).ToBeVisibleAsync();
        await section.GetByLabel("Code", new() { Exact = true }).FillAsync(Authenticator.Code(secret, TimeProvider.System.GetUtcNow()));
        await Button(ann, "Switch on").ClickAsync();
        await Assertions.Expect(section.Locator("li")).ToHaveCountAsync(10);
        var recovery = await section.Locator("li").First.InnerTextAsync();
        await Pictures.SaveAsync(ann, "recovery-codes.light.1280");

        var phone = await chromium.PageAsync();
        await phone.GotoAsync($"{server.Url}sign-in?next=/p/my-site/errors");
        await phone.GetByLabel("E-mail").FillAsync(SignedIn.Email);
        await phone.GetByLabel("Password").FillAsync(SignedIn.Password);
        await Button(phone, "Sign in").ClickAsync();
        await phone.WaitForURLAsync($"{server.Url}sign-in/code**", Arrived);
        await Axe.AssertCleanAsync(phone);
        await Pictures.SaveAsync(phone, "code.light.1280");
        await phone.GetByLabel("Code").FillAsync(recovery);
        await Button(phone, "Sign in").ClickAsync();
        await phone.WaitForURLAsync($"{server.Url}p/my-site/errors", Arrived);
    }

    [Fact]
    public async Task Every_page_fits_every_screen()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var first = await chromium.PageAsync();
        var storage = await Administrator.SignInAsync(first, server);
        await first.GotoAsync($"{server.Url}p/my-site/settings/people");
        await first.GetByLabel("Only for this e-mail").FillAsync("somebody.with-a-rather-long-name@a-department.of.a-company.example.com");
        await Button(first, "Make a link").ClickAsync();
        await Assertions.Expect(first.Locator("pre")).ToBeVisibleAsync();
        (string Name, string Path, string Shown)[] pages =
        [
            ("settings", "p/my-site/settings", "Keep records for"),
            ("settings-alerts", "p/my-site/settings/alerts", "The first alert"),
            ("settings-grouping", "p/my-site/settings/grouping", "Fingerprint rules"),
            ("settings-people", "p/my-site/settings/people", "What the roles may do"),
            ("settings-keys", "p/my-site/settings/keys", "First key"),
            ("settings-tokens", "p/my-site/settings/tokens", "Another token"),
            ("settings-audit", "p/my-site/settings/audit", "invited"),
            ("account", "settings/account", "this one"),
            ("accounts", "settings/accounts", "no second factor"),
            ("audit", "settings/audit", "made the account"),
        ];
        foreach (var (scheme, width) in Looks.All)
        {
            var page = await chromium.PageAsync(storage, scheme, width);
            var failed = new ConcurrentQueue<string>();
            page.Console += (_, message) => { if (message.Type == "error") failed.Enqueue($"{message.Location}: {message.Text}"); };
            page.PageError += (_, error) => failed.Enqueue(error);
            foreach (var (name, path, shown) in pages)
            {
                await page.GotoAsync($"{server.Url}{path}");
                await Assertions.Expect(page.Locator("#main").GetByText(shown).First).ToBeVisibleAsync();
                await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
                await Looks.AssertFitsAsync(page);
                await Axe.AssertCleanAsync(page);
                await Pictures.SaveAsync(page, $"{name}.{scheme}.{width}".ToLowerInvariant());
            }
            Assert.Empty(failed);
            await page.Context.DisposeAsync();
        }
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
