using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Paddock.Hosting.Web;

namespace Paddock.Tests.Hosting.Web;

/// <summary>The files of the built application, over HTTP.</summary>
public sealed partial class WebEndpointsTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    public WebEndpointsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapWeb();
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Cancellation);
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/p/shop/errors")]
    [InlineData("/p/shop/errors/12?event=latest")]
    [InlineData("/app/index.html")]
    public async Task Every_route_of_the_application_is_its_page_under_a_strict_policy(string route)
    {
        using var answer = await GetAsync(route);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotMatch(InlineCode(), page);
    }

    [Fact]
    public async Task All_that_the_page_names_is_there_and_named_files_are_kept_for_good()
    {
        using var page = await GetAsync("/");
        var names = Reference().Matches(await page.Content.ReadAsStringAsync(Cancellation)).Select(match => match.Groups["name"].Value).ToArray();
        Assert.Contains(names, name => name.EndsWith(".js", StringComparison.Ordinal));
        foreach (var name in names)
        {
            using var file = await GetAsync(name, "gzip, br");
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
            if (!name.StartsWith("/app/assets/", StringComparison.Ordinal)) continue;
            Assert.Equal("public, max-age=31536000, immutable", file.Headers.CacheControl?.ToString());
            Assert.Equal("br", file.Content.Headers.ContentEncoding.Single());
        }
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    [InlineData("nonsense;;q", "")]
    public async Task A_file_comes_in_a_form_that_the_browser_takes(string accepted, string encoding)
    {
        using var answer = await GetAsync("/", accepted);
        Assert.Equal(encoding, string.Concat(answer.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        using var first = await GetAsync("/pages/tokens.css");
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pages/tokens.css");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/app/nothing.js")]
    [InlineData("/app/")]
    [InlineData("/app/index.html/")]
    [InlineData("/pages/../app/index.html.br/x")]
    [InlineData("/pages/%2e%2e/%2e%2e/etc/passwd")]
    public async Task Other_names_are_not_found(string name)
    {
        using var answer = await GetAsync(name);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", true)]
    [InlineData("application/json", false)]
    [InlineData("*/*", false)]
    public async Task An_address_that_is_nobodys_is_told_by_the_application_to_readers_of_pages(string accept, bool isPage)
    {
        using var home = await GetAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nope/at/all");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.IfNoneMatch.Add(home.Headers.ETag!);
        using var answer = await _http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(isPage, (await answer.Content.ReadAsStringAsync(Cancellation)).Contains("id=\"app\"", StringComparison.Ordinal));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> GetAsync(string path, string? accepted = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await _http.SendAsync(request, Cancellation);
    }

    [GeneratedRegex("<style|<script(?![^>]*\\bsrc=)|\\bstyle=|\\bon[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex("(?:src|href)=\"(?<name>/[^\"]+)\"")]
    private static partial Regex Reference();
}
