using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Debian's Chromium, and the real server with the sample shop beside it, for all tests of the assembly.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    // Without these, Chromium looks for updates and hosts of its own.
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // Milliseconds. A hurried machine answers late; a wrong page never does.
    private const float Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal PaddockProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await PaddockProcess.ServeAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A page in a browser of its own: no cookies, no storage.</summary>
    internal async Task<IPage> PageAsync(string? storage = null, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 800, bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Server.Url.ToString(),
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce, // axe would measure colours on their way from one to another
            JavaScriptEnabled = scripts,
            StorageState = storage,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }
}
