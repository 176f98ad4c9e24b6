using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>The first person on a server, who comes in by the link that its start prints.</summary>
internal static class Administrator
{
    /// <returns>What a browser keeps of the sign-in, for further pages.</returns>
    public static async Task<string> SignInAsync(IPage page, PaddockProcess server)
    {
        await page.GotoAsync((await SignedIn.WelcomeLinkAsync(server)).ToString());
        await CreateAccountAsync(page);
        return await page.Context.StorageStateAsync();
    }

    /// <summary>Fills the welcome page.</summary>
    public static async Task CreateAccountAsync(IPage page)
    {
        await page.GetByLabel("E-mail").FillAsync(SignedIn.Email);
        await page.GetByLabel("Password").FillAsync(SignedIn.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/welcome/", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
    }
}
