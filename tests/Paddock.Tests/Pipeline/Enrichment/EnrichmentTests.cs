using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Script;

namespace Paddock.Tests.Pipeline.Enrichment;

public sealed class EnrichmentTests
{
    private static readonly UserAgents Agents = new();

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome 126", "Windows 10", "desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87", "Edge 126", "Windows 10", "desktop")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "Safari 17", "macOS ", "desktop")]
    [InlineData("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox 127", "Ubuntu ", "desktop")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari 17", "iOS 17", "mobile")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1", "Safari 16", "iOS 16", "tablet")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.108 Mobile/15E148 Safari/604.1", "Chrome 126", "iOS 17", "mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome 126", "Android 10", "mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome 126", "Android 13", "tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36", "Samsung Internet 25", "Android 14", "mobile")]
    [InlineData("Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "Firefox 127", "Android 14", "mobile")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome 126", "Chrome OS 14541", "desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer 11", "Windows 10", "desktop")]
    public void A_browser_is_read_from_its_header(string header, string browser, string os, string device)
    {
        var read = Agents.Read(header);
        Assert.Equal((browser, os, device, ""), ($"{read.Browser} {read.BrowserVersion}", $"{read.Os} {read.OsVersion}", read.Device, read.BotReason));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "user_agent")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", "user_agent")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36", "user_agent")]
    [InlineData("curl/8.5.0", "user_agent")]
    [InlineData("python-requests/2.31.0", "user_agent")]
    [InlineData("", "no_user_agent")]
    [InlineData(null, "no_user_agent")]
    public void A_robot_is_marked_with_the_reason(string? header, string reason)
    {
        var read = Agents.Read(header);
        Assert.Equal(("bot", reason), (read.Device, read.BotReason));
    }

    [Theory]
    [InlineData("browsers.tsv")]
    [InlineData("systems.tsv")]
    public void The_texts_that_spare_an_expression_are_in_all_that_it_matches(string list)
    {
        // Expressions match their own source often enough, once its escapes and brackets are gone.
        string[] agents = [.. EnrichmentData.Read(list).SelectMany(row => new[] { Plain(row[0]), Plain(row[0]) + "12.3.4.5", "Mozilla/5.0 (" + Plain(row[0]) + "1.2;) Mobile Safari/1.2" })];
        var matches = 0;
        foreach (var row in EnrichmentData.Read(list).Where(static row => row[3].Length > 0))
        {
            var expression = new Regex(row[0], RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
            foreach (var agent in agents.Where(agent => expression.IsMatch(agent)))
            {
                matches++;
                Assert.True(row[3].Split('|').Any(text => agent.Contains(text, StringComparison.Ordinal)), $"{row[0]} matches {agent}");
            }
        }
        Assert.True(matches > 200, $"{matches}");
    }

    private static string Plain(string expression) => Regex.Replace(Regex.Replace(expression, @"\\d\+?", "1"), @"\?:|[\\^$()|?*+]|\{[^}]*\}", "");

    [Fact]
    public void Built_headers_are_read_in_bounded_time_and_memory()
    {
        Assert.Equal(Agents.Read(new string('a', 512)), Agents.Read(new string('a', 30_000)));
        foreach (var part in (string[])["(", "Mozilla/5.0 ", "; ", "1.", "Android ", " Chrome/"]) Assert.True(Agents.Read(string.Concat(Enumerable.Repeat(part, 200))).Browser.Length <= 40);
    }

    [Theory]
    [InlineData("8.8.8.8", "US")]
    [InlineData("::ffff:8.8.8.8", "US")]
    [InlineData("2a00:1450:4001:800::200e", "IE")]
    [InlineData("193.99.144.80", "DE")]
    [InlineData("127.0.0.1", "")]
    [InlineData("10.1.2.3", "")]
    public void An_address_has_a_country(string address, string country)
    {
        using var countries = new Countries(Path.Combine(AppContext.BaseDirectory, "countries.mmdb"));
        Assert.Equal(country, countries.Of(IPAddress.Parse(address)));
        Assert.Equal("", new Countries("missing.mmdb").Of(IPAddress.Parse(address)));
    }

    /// <summary>The address's query, the referrer → source, channel, referrer as kept.</summary>
    public static TheoryData<string, string, string, string, string> Arrivals => new()
    {
        { "", "", "", "Direct", "" },
        { "", "https://www.google.de/search?q=saddle", "Google", "Organic Search", "www.google.de/search" },
        { "gclid=x", "https://www.google.com/", "Google", "Paid Search", "www.google.com" },
        { "gclid=x", "", "Google", "Paid Search", "" },
        { "msclkid=x", "https://www.bing.com/", "Bing", "Paid Search", "www.bing.com" },
        { "fbclid=x", "https://l.facebook.com/l.php?u=x", "Facebook", "Organic Social", "l.facebook.com/l.php" },
        { "utm_source=google&utm_medium=cpc", "", "Google", "Paid Search", "" },
        { "utm_source=google&utm_medium=cpc&utm_campaign=shop-autumn", "", "Google", "Paid Shopping", "" },
        { "utm_source=google&utm_medium=cpc&utm_campaign=workshops", "", "Google", "Paid Search", "" },
        { "utm_source=google&utm_campaign=cross-network", "", "Google", "Cross-network", "" },
        { "utm_source=fb&utm_medium=paid_social", "", "Facebook", "Paid Social", "" },
        { "utm_source=youtube&utm_medium=post", "", "YouTube", "Organic Video", "" },
        { "utm_source=youtube&utm_medium=cpc", "", "YouTube", "Paid Video", "" },
        { "utm_source=tack-news.example&utm_medium=banner", "", "tack-news.example", "Display", "" },
        { "utm_source=tack-news.example&utm_medium=retargeting", "", "tack-news.example", "Paid Other", "" },
        { "", "https://www.amazon.de/dp/1", "Amazon", "Organic Shopping", "www.amazon.de/dp/1" },
        { "", "https://t.co/abc", "X", "Organic Social", "t.co/abc" },
        { "utm_source=clubs&utm_medium=social", "", "clubs", "Organic Social", "" },
        { "", "https://chatgpt.com/", "ChatGPT", "AI Assistants", "chatgpt.com" },
        { "", "https://gemini.google.com/app", "Gemini", "AI Assistants", "gemini.google.com/app" },
        { "utm_source=newsletter", "", "Newsletter", "Email", "" },
        { "utm_source=autumn&utm_medium=email", "", "autumn", "Email", "" },
        { "", "android-app://com.google.android.gm/", "Gmail", "Email", "com.google.android.gm" },
        { "utm_source=partner&utm_medium=affiliate", "", "partner", "Affiliates", "" },
        { "utm_source=pod&utm_medium=audio", "", "pod", "Audio", "" },
        { "utm_source=sms", "", "sms", "SMS", "" },
        { "utm_source=app&utm_medium=web_push", "", "app", "Mobile Push", "" },
        { "ref=producthunt", "", "Product Hunt", "Organic Social", "" },
        { "", "https://www.horse-forum.example/thread/7?page=2", "horse-forum.example", "Referral", "www.horse-forum.example/thread/7" },
        { "", "https://shop.example.org/cart", "", "Direct", "" },
        { "", "http://localhost:3000/", "", "Direct", "" },
        { "", "https://www.paypal.com/checkout", "", "Direct", "" },
    };

    [Theory]
    [MemberData(nameof(Arrivals))]
    public void How_a_visitor_came(string query, string referrer, string source, string channel, string kept)
    {
        var json = $$"""{"url":"https://www.example.org/?{{query}}","referrer":"{{referrer}}"}""";
        Assert.True(BeaconParser.TryParse(Encoding.UTF8.GetBytes(json), out var beacon));
        Assert.Equal(new Acquisition(source, channel, kept), Acquisition.Of(beacon!.Page, beacon.Referrer));
    }

    [Theory]
    [InlineData("www.example.org", "example.org")]
    [InlineData("shop.example.co.uk", "example.co.uk")]
    [InlineData("example.co.uk", "example.co.uk")]
    [InlineData("example.de", "example.de")]
    [InlineData("localhost", "localhost")]
    [InlineData("192.168.1.2", "192.168.1.2")]
    [InlineData("[::1]", "[::1]")]
    public void Hosts_of_one_site_are_one(string host, string site) => Assert.Equal(site, SiteHost.Of(host));
}
