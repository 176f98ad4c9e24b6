using System.Text.Json;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>The script tag in a real browser, from pages of another host to the rows.</summary>
public sealed class ScriptTagTests(ChromiumFixture chromium)
{
    private const string BlockedStorage = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });";
    private const string TallPage = "<div style='height:4000px'>tall</div><button onclick=\"document.body.append('clicked')\">Press</button>";

    [Fact]
    public async Task A_visit_is_seen_whole_in_a_site_of_one_page()
    {
        var project = await ProjectAsync();
        await using var site = new Site()
            .With("/", $$"""
                <!doctype html><title>Home</title><meta name="sentry-trace" content="0123456789abcdef0123456789abcdef-0123456789abcdef-1">
                <script>window.paddock = window.paddock || []; paddock.push(["track", "Early", { plan: "pro" }]); addEventListener("DOMContentLoaded", () => { throw new TypeError("broken from the start"); });</script>
                {{Tag(project, "data-route=\"shop.home\"")}}{{TallPage}}
                """)
            .With("/away", "<!doctype html><title>Away</title>");
        var page = await chromium.PageAsync();
        await page.GotoAsync(new Uri(site.Url, "/?utm_source=newsletter&secret=1").ToString());
        await EventsAsync(project, 2);
        await page.EvaluateAsync("""
            history.pushState({}, "", "/cart");
            history.replaceState({}, "", "/cart?step=2");
            location.hash = "details";
            """);
        await EventsAsync(project, 3, "name = '$pageview' OR name = 'Early'");
        await page.EvaluateAsync("""
            paddock.identify("ann", { plan: "pro" });
            paddock.track("Order", { items: 2 }, { revenue: 12.5, currency: "EUR" });
            const circle = {}; circle.self = circle; paddock.track("Circle", circle);
            window.scrollTo(0, 3000);
            """);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.EvaluateAsync("history.go(-2)");
        await EventsAsync(project, 3, "name = '$pageview'");
        await page.EvaluateAsync("void Promise.reject(new RangeError('too far'))");
        await page.GotoAsync(new Uri(site.Url, "/away").ToString());

        Assert.Equal(["/|Home|shop.home|0123456789abcdef0123456789abcdef|Newsletter|newsletter", "/cart|Home||||", "/|Home|||Newsletter|newsletter"],
            await RowsAsync(project, "SELECT url_path, title, route, trace_id, source, utm_source FROM events WHERE name = '$pageview' ORDER BY time"));
        Assert.Equal(["Early||0||pro|/", "Order|ann|12.5|EUR||/cart"],
            await RowsAsync(project, "SELECT name, distinct_id, revenue, currency, attributes['plan'], url_path FROM events WHERE interactive ORDER BY time"));
        await EventsAsync(project, 1, "name = '$identify' AND distinct_id = 'ann'");
        // Looking at the cart was scrolling down in it; nobody has scrolled at first.
        await EventsAsync(project, 1, "name = '$engagement' AND url_path = '/cart' AND engaged_ms > 0 AND scroll > 70");
        await EventsAsync(project, 0, "name = '$engagement' AND url_path = '/' AND scroll > 50");
        await Eventually.EqualAsync(1, () => chromium.Server.CountAsync(project, "SELECT count() > 0 FROM events WHERE name = '$engagement' AND url_path = '/' AND engaged_ms > 0"));
        foreach (var metric in (string[])["TTFB", "FCP", "LCP", "CLS", "INP"])
            await EventsAsync(project, 1, $"name = '$vital' AND attributes['metric'] = '{metric}' AND attributes['rating'] != '' AND route = 'shop.home'");
        await Eventually.EqualAsync(2, () => chromium.Server.CountAsync(project, "SELECT count() FROM errors"));
        Assert.Equal(["RangeError|too far|/|ann", "TypeError|broken from the start|/|"], await RowsAsync(project, "SELECT type, value, url_path, user_id FROM errors ORDER BY type"));
        Assert.Equal(["1"], await RowsAsync(project, "SELECT uniqExact(visitor_id) FROM (SELECT visitor_id FROM events UNION ALL SELECT visitor_id FROM errors)"));
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_page_out_of_the_browsers_memory_is_viewed_again()
    {
        var project = await ProjectAsync();
        await using var site = new Site().With("/", $"<!doctype html><title>Home</title>{Tag(project)}").With("/away", "<!doctype html><title>Away</title>");
        var page = await chromium.PageAsync();
        await page.GotoAsync(site.Url.ToString());
        await EventsAsync(project, 1, "name = '$pageview'");
        // Playwright's browser keeps no pages; what the page hears is the same.
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));");
        await EventsAsync(project, 2, "name = '$pageview'");
    }

    [Fact]
    public async Task Under_a_strict_policy_and_without_storage_all_is_counted()
    {
        var project = await ProjectAsync();
        var server = chromium.Server.Url.GetLeftPart(UriPartial.Authority);
        await using var site = new Site()
            .With("/", $"<!doctype html><title>Strict</title>{Tag(project, "nonce=\"n0nce\" data-consent=\"granted\"")}{TallPage}",
                $"default-src 'none'; script-src 'nonce-n0nce'; connect-src {server}; require-trusted-types-for 'script'; trusted-types 'none'")
            .With("/away", "<!doctype html><title>Away</title>");
        var page = await chromium.PageAsync();
        await page.AddInitScriptAsync(BlockedStorage);
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("style", StringComparison.Ordinal)) complaints.Add(message.Text); };
        await page.GotoAsync(site.Url.ToString());
        await page.EvaluateAsync("paddock.identify('ann')");
        await EventsAsync(project, 1, "name = '$pageview'");
        await EventsAsync(project, 1, "name = '$identify'");
        await page.GotoAsync(new Uri(site.Url, "/away").ToString());
        await EventsAsync(project, 1, "name = '$vital' AND attributes['metric'] = 'LCP'");
        Assert.DoesNotContain(complaints, static text => text.Contains("paddock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })", "")]
    [InlineData("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })", "")]
    [InlineData("localStorage.paddock_ignore = 'true'", "")]
    [InlineData("0", "data-localhost=\"false\"")]
    public async Task Who_does_not_want_to_be_counted_is_not(string before, string attributes)
    {
        var project = await ProjectAsync();
        await using var site = new Site().With("/", $"<!doctype html><title>Home</title>{Tag(project, attributes)}");
        var page = await chromium.PageAsync();
        await page.AddInitScriptAsync(before);
        var sent = new List<string>();
        page.Request += (_, request) => sent.Add(request.Url);
        await page.GotoAsync(site.Url.ToString());
        await page.EvaluateAsync("paddock.track('Signup'); paddock.identify('ann'); history.pushState({}, '', '/cart');");
        await page.GotoAsync("about:blank");
        Assert.DoesNotContain(sent, static url => url.Contains("/in/script", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_may_count_those_who_object_to_being_tracked_and_a_beacon_twice_is_one()
    {
        var project = await ProjectAsync();
        await using var site = new Site().With("/", $"<!doctype html><title>Home</title>{Tag(project, "data-respect-dnt=\"false\" data-vitals=\"false\"")}");
        var page = await chromium.PageAsync();
        await page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })");
        var beacon = page.WaitForRequestAsync("**/in/script/event**");
        await page.GotoAsync(site.Url.ToString());
        var sent = await beacon;
        using var again = await chromium.Server.Http.PostAsync(new Uri(sent.Url), new ByteArrayContent(sent.PostDataBuffer!));
        Assert.Equal(202, (int)again.StatusCode);
        await Eventually.EqualAsync(1, () => chromium.Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE outcome = 'duplicate'"));
        await EventsAsync(project, 1, "name = '$pageview'");
    }

    [Theory]
    [InlineData("data-consent=\"granted\"", "ann")]
    [InlineData("", "")]
    public async Task A_person_is_remembered_by_the_browser_only_with_consent(string attributes, string user)
    {
        var project = await ProjectAsync();
        await using var site = new Site().With("/", $"<!doctype html><title>Home</title>{Tag(project, attributes)}");
        var page = await chromium.PageAsync();
        await page.GotoAsync(site.Url.ToString());
        await page.EvaluateAsync("paddock.identify('ann')");
        await EventsAsync(project, 1, "name = '$identify'");
        await page.ReloadAsync();
        await EventsAsync(project, 2, "name = '$pageview'");
        Assert.Equal(["|", $"{user}|"], [.. (await RowsAsync(project, "SELECT distinct_id, '' FROM events WHERE name = '$pageview' ORDER BY time"))]);
        await page.EvaluateAsync("paddock.reset(); paddock.track('After')");
        await EventsAsync(project, 1, "name = 'After' AND distinct_id = ''");
        Assert.Equal("{}", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }

    [Fact]
    public async Task The_files_are_cached_by_their_content()
    {
        using var core = await chromium.Server.Http.GetAsync("/js/paddock.js");
        Assert.Equal(("public, max-age=3600, stale-while-revalidate=86400", "*"), (core.Headers.GetValues("Cache-Control").Single(), core.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        var script = await core.Content.ReadAsStringAsync();
        var more = script[script.IndexOf("paddock-more.js?", StringComparison.Ordinal)..].Split('"')[0];
        using var named = await chromium.Server.Http.GetAsync($"/js/{more}");
        using var other = await chromium.Server.Http.GetAsync("/js/paddock-more.js?00000000");
        Assert.Equal(("public, max-age=31536000, immutable", core.Headers.GetValues("Cache-Control").Single()), (named.Headers.GetValues("Cache-Control").Single(), other.Headers.GetValues("Cache-Control").Single()));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/js/paddock.js") { Headers = { { "If-None-Match", core.Headers.GetValues("ETag").Single() }, { "Accept-Encoding", "br" } } };
        using var same = await chromium.Server.Http.SendAsync(request);
        Assert.Equal(304, (int)same.StatusCode);
        request.Dispose();
        using var packed = await chromium.Server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/js/paddock.js") { Headers = { { "Accept-Encoding", "br" } } });
        Assert.Equal("br", packed.Content.Headers.ContentEncoding.Single());
        Assert.InRange(packed.Content.Headers.ContentLength!.Value, 1, 2048);
    }

    private string Tag(CreatedProject project, string attributes = "") => $"<script defer src=\"{chromium.Server.Url}js/paddock.js\" data-key=\"{project.WriteKey}\" {attributes}></script>";

    private Task<CreatedProject> ProjectAsync() => chromium.Server.CreateProjectAsync($"Project {Guid.NewGuid():n}");

    private Task EventsAsync(CreatedProject project, int count, string condition = "name IN ('$pageview', 'Early')") =>
        Eventually.EqualAsync(count, () => chromium.Server.CountAsync(project, $"SELECT count() FROM events WHERE {condition}"));

    private async Task<string[]> RowsAsync(CreatedProject project, string query) =>
        [.. (await chromium.Server.SqlAsync(project, query)).Select(static row => string.Join('|', row.Select(static (JsonElement value) => value.ToString())))];
}
