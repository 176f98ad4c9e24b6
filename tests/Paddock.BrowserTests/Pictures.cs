using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Pictures of screens for people to look at, in artifacts/pictures: "errors-issue.dark.1280".</summary>
internal static class Pictures
{
    private static readonly string Folder = Path.Combine(Environment.GetEnvironmentVariable("PADDOCK_TEST_ARTIFACTS") ?? Path.Combine(PaddockProcess.RepositoryRoot, "artifacts"), "pictures");

    public static Task SaveAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
}
