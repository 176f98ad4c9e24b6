using System.Net;
using System.Text;
using System.Text.Json;
using Paddock.Accounts.Intake;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Sentry;
using Paddock.Receivers.Intake;

namespace Paddock.Tests.Receivers;

/// <summary>Which errors and transactions are noise to which filter; each row is also held against all other filters, which must leave it alone.</summary>
public sealed class InboundFiltersTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private static readonly FilterSettings Off = FilterSettings.Default with { HydrationErrors = false, ChunkLoadErrors = false, HealthChecks = false };

    private static readonly Dictionary<string, FilterSettings> Each = new()
    {
        ["browser_extension"] = Off with { BrowserExtensions = true },
        ["legacy_browser"] = Off with { LegacyBrowsers = true },
        ["localhost"] = Off with { Localhost = true },
        ["web_crawler"] = Off with { WebCrawlers = true },
        ["hydration_error"] = Off with { HydrationErrors = true },
        ["chunk_load_error"] = Off with { ChunkLoadErrors = true },
    };

    /// <summary>platform, type, value, file, URL, User-Agent → the filter, or "".</summary>
    public static TheoryData<string, string, string, string, string, string, string> Errors => new()
    {
        { "javascript", "TypeError", "x is undefined", "https://shop.example/app.js", "https://shop.example/", Chrome, "" },
        { "python", "ValueError", "chrome-extension:// in a header", "shop/views.py", "https://shop.example/", Chrome, "" },
        { "javascript", "TypeError", "x is undefined", "chrome-extension://abcdef/inject.js", "https://shop.example/", Chrome, "browser_extension" },
        { "javascript", "TypeError", "x is undefined", "moz-extension://1b2c/content.js", "https://shop.example/", Chrome, "browser_extension" },
        { "javascript", "TypeError", "x is undefined", "safari-web-extension://1b2c/content.js", "https://shop.example/", Chrome, "browser_extension" },
        { "javascript", "TypeError", "x is undefined", "webkit-masked-url://hidden/", "https://shop.example/", Chrome, "browser_extension" },
        { "javascript", "Error", "Extension context invalidated.", "https://shop.example/app.js", "https://shop.example/", Chrome, "browser_extension" },
        { "javascript", "ReferenceError", "Can't find variable: ZiteReader", "https://shop.example/app.js", "https://shop.example/", Chrome, "browser_extension" },
        { "javascript", "TypeError", "x is undefined", "https://shop.example/app.js", "https://shop.example/", "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "legacy_browser" },
        { "javascript", "TypeError", "x is undefined", "https://shop.example/app.js", "https://shop.example/", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/62.0.3202.94 Safari/537.36", "legacy_browser" },
        { "javascript", "TypeError", "x is undefined", "https://shop.example/app.js", "https://shop.example/", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/63.0.3239.84 Safari/537.36", "" },
        { "javascript", "TypeError", "x is undefined", "https://shop.example/app.js", "https://shop.example/", "Mozilla/5.0 (X11; Linux x86_64; rv:66.0) Gecko/20100101 Firefox/66.0", "legacy_browser" },
        { "javascript", "TypeError", "x is undefined", "https://shop.example/app.js", "https://shop.example/", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_12_6) AppleWebKit/604.5.6 (KHTML, like Gecko) Version/11.0.3 Safari/604.5.6", "legacy_browser" },
        { "javascript", "TypeError", "x is undefined", "https://shop.example/app.js", "https://shop.example/", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763", "legacy_browser" },
        { "python", "ValueError", "x", "shop/views.py", "https://shop.example/", "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "" },
        { "python", "ValueError", "x", "shop/views.py", "http://localhost:8000/cart/", Chrome, "localhost" },
        { "javascript", "TypeError", "x is undefined", "http://127.0.0.1/app.js", "http://127.0.0.1:3000/", Chrome, "localhost" },
        { "javascript", "TypeError", "x is undefined", "http://[::1]/app.js", "http://[::1]:3000/", Chrome, "localhost" },
        { "javascript", "TypeError", "x is undefined", "app.js", "http://shop.localhost/", Chrome, "localhost" },
        { "python", "ValueError", "x", "shop/views.py", "https://localhost.example/", Chrome, "" },
        { "python", "ValueError", "x", "shop/views.py", "https://shop.example/", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "web_crawler" },
        { "javascript", "TypeError", "x", "https://shop.example/app.js", "https://shop.example/", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "web_crawler" },
        { "javascript", "Error", "Hydration failed because the initial UI does not match what was rendered on the server.", "https://shop.example/app.js", "https://shop.example/", Chrome, "hydration_error" },
        { "javascript", "Error", "Minified React error #418; visit https://react.dev/errors/418?args[]=HTML for the full message", "https://shop.example/app.js", "https://shop.example/", Chrome, "hydration_error" },
        { "javascript", "Error", "Minified React error #423; visit https://reactjs.org/docs/error-decoder.html?invariant=423", "https://shop.example/app.js", "https://shop.example/", Chrome, "hydration_error" },
        { "javascript", "Error", "Minified React error #301; visit https://reactjs.org/docs/error-decoder.html?invariant=301", "https://shop.example/app.js", "https://shop.example/", Chrome, "" },
        { "javascript", "ChunkLoadError", "Loading chunk 3662 failed.\n(error: https://shop.example/chunks/29107295.js)", "https://shop.example/app.js", "https://shop.example/", Chrome, "chunk_load_error" },
        { "javascript", "Error", "Uncaught (in promise) ChunkLoadError: Loading chunk 175 failed.", "https://shop.example/app.js", "https://shop.example/", Chrome, "chunk_load_error" },
        { "javascript", "Error", "Loading chunks of data failed", "https://shop.example/app.js", "https://shop.example/", Chrome, "" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Each_filter_knows_its_own(string platform, string type, string value, string file, string url, string agent, string expected)
    {
        var sender = new Sender(IPAddress.Parse("192.0.2.7"), "");
        using var error = Parse(platform, type, value, file, url, agent);
        var filters = new InboundFilters(new UserAgents());
        foreach (var (name, settings) in Each)
            Assert.Equal(name == expected ? name : null, filters.ReasonAgainst(error, settings.ToRules(), sender));
    }

    [Theory]
    [InlineData("TypeError: x is *", "", "", "192.0.2.7", "error_message")]
    [InlineData("x is undefined", "", "", "192.0.2.7", "error_message")]
    [InlineData("typeerror:*", "", "", "192.0.2.7", "error_message")]
    [InlineData("x is", "", "", "192.0.2.7", null)]
    [InlineData("", "shop@1.*", "", "192.0.2.7", "release")]
    [InlineData("", "shop@2.*", "", "192.0.2.7", null)]
    [InlineData("", "", "192.0.2.0/24", "192.0.2.7", "ip_address")]
    [InlineData("", "", "192.0.2.7", "::ffff:192.0.2.7", "ip_address")]
    [InlineData("", "", "192.0.2.9/24", "192.0.2.7", "ip_address")]
    [InlineData("", "", "192.0.2.0/24", "192.0.3.7", null)]
    [InlineData("", "", "2001:db8::/32", "2001:db8:1::7", "ip_address")]
    [InlineData("", "", "2001:db8::/32", "192.0.2.7", null)]
    public void What_people_write_is_held_against_message_release_and_address(string message, string release, string network, string address, string? expected)
    {
        string[] List(string one) => one.Length == 0 ? [] : [one];
        var settings = Off with { ErrorMessages = List(message), Releases = List(release), Addresses = List(network) };
        Assert.Null(settings.Problem());
        using var error = Parse("javascript", "TypeError", "x is undefined", "app.js", "https://shop.example/", Chrome);
        Assert.Equal(expected, new InboundFilters(new UserAgents()).ReasonAgainst(error, settings.ToRules(), new Sender(IPAddress.Parse(address), "")));
    }

    [Theory]
    [InlineData("GET /healthz", true)]
    [InlineData("/api/health/", true)]
    [InlineData("/ping", true)]
    [InlineData("/internal/heartbeat-check", true)]
    [InlineData("/readyz", true)]
    [InlineData("/up", true)]
    [InlineData("/sign-up", false)]
    [InlineData("/shopping", false)]
    [InlineData("/health/records", false)]
    [InlineData("/healthy-food/", false)]
    [InlineData("shop.tasks.send_mail", false)]
    public void A_health_check_is_known_by_its_name(string name, bool isNoise)
    {
        var reason = InboundFilters.ReasonAgainstTransaction(FilterSettings.Default.ToRules(), Encoding.UTF8.GetBytes(name), default, default, default);
        Assert.Equal(isNoise ? "health_check" : null, reason);
        Assert.Null(InboundFilters.ReasonAgainstTransaction(Off.ToRules(), Encoding.UTF8.GetBytes(name), default, default, default));
    }

    [Theory]
    [InlineData("addresses", "300.1.1.1")]
    [InlineData("addresses", "192.0.2.0/33")]
    [InlineData("addresses", "shop.example")]
    [InlineData("errorMessages", "***")]
    [InlineData("errorMessages", "")]
    [InlineData("releases", "a\nb")]
    public void What_cannot_be_meant_is_told(string list, string one)
    {
        string[] Of(string name) => list == name ? [one] : [];
        var settings = Off with { Addresses = Of("addresses"), ErrorMessages = Of("errorMessages"), Releases = Of("releases") };
        Assert.StartsWith(list, settings.Problem(), StringComparison.Ordinal);
    }

    private static ErrorEvent Parse(string platform, string type, string value, string file, string url, string agent)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            platform,
            release = "shop@1.2.3",
            request = new { url, headers = new Dictionary<string, string> { ["User-Agent"] = agent } },
            exception = new { values = new[] { new { type, value, stacktrace = new { frames = new[] { new { filename = "outer.js" }, new { filename = file } } } } } },
        });
        Assert.Equal(EventParseStatus.Ok, EventParser.Parse(json, new EventContext { FallbackEventId = Guid.NewGuid(), ReceivedAt = DateTimeOffset.UnixEpoch.AddYears(50) }, out var error));
        return error!;
    }
}
