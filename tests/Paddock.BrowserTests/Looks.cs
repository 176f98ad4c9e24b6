using Microsoft.Playwright;

namespace Paddock.BrowserTests;

/// <summary>How every screen is looked at.</summary>
internal static class Looks
{
    public static readonly (ColorScheme Scheme, int Width)[] All = [(ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390)];

    public static async Task AssertFitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{page.Url} scrolls sideways");
}
