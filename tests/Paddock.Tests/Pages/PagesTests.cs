using System.Net;
using Paddock.Accounts;
using Paddock.Pages;
using Paddock.Tests.Accounts;

namespace Paddock.Tests.Pages;

public sealed class PagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_put_into_markup_is_text()
    {
        const string nasty = """<script>alert("1")</script>'&""";
        Html markup = $"<p title=\"{nasty}\">{nasty}</p>";
        Assert.Equal(
            "<p title=\"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp;\">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp;</p>",
            markup.ToString());
    }

    [Fact]
    public void Markup_put_into_markup_stays_markup()
    {
        Html inner = $"<b>{"<"}</b>";
        Html outer = $"<p>{inner} {3}</p>";
        Assert.Equal("<p><b>&lt;</b> 3</p>", outer.ToString());
    }

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/sign-out", HttpStatusCode.OK)]
    [InlineData("/welcome/nonsense", HttpStatusCode.NotFound)]
    [InlineData("FIRST", HttpStatusCode.OK)]
    public async Task A_page_runs_nothing_inline_and_cannot_be_framed(string path, HttpStatusCode status)
    {
        await using var installation = await Installation.StartAsync();
        if (path == "FIRST")
            path = (await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation))!.Link.AbsolutePath;
        using var visitor = installation.Visit();
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotMatch("""<style|\sstyle=|\son\w+=|<script(?! src="/)|javascript:""", page);
        Assert.Contains("<h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_first_is_told_of_the_link()
    {
        await using var installation = await Installation.StartAsync();
        using var visitor = installation.Visit();
        Assert.Contains("paddock user link", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
        using (await installation.VisitAsAdministratorAsync())
            Assert.DoesNotContain("paddock user link", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_visitor_typed_comes_back_as_text()
    {
        await using var installation = await Installation.StartAsync();
        using var visitor = installation.Visit();
        using var answer = await visitor.SubmitAsync("/sign-in", ("email", "\"><script>x</script>"), ("password", "whatever it is"), ("next", "/\"><b>"));
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("whatever it is", page, StringComparison.Ordinal);
    }
}
