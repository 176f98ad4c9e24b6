using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class ProjectNamesTests
{
    [Theory]
    [InlineData("My site", "my-site")]
    [InlineData("  --Shop & Blog!  ", "shop-blog")]
    [InlineData("Café", "caf")]
    [InlineData("日本", "project")]
    [InlineData("a.b_c/d", "a-b-c-d")]
    public void A_slug_is_plain(string name, string slug) => Assert.Equal(slug, Slug.From(name));

    [Fact]
    public void A_slug_is_short() => Assert.Equal(50, Slug.From(new string('x', 500)).Length);

    [Fact]
    public void A_taken_slug_gets_the_lowest_free_number() =>
        Assert.Equal("shop-3", Slug.FirstFree("shop", new HashSet<string> { "shop", "shop-2", "shop-4" }));

    [Theory]
    [InlineData("Shop", null, null)]
    [InlineData(" Shop ", " Shop.Example.org ", "shop.example.org")]
    [InlineData("Shop", "https://shop.example.org:8443/cart?x=1", "shop.example.org")]
    [InlineData("Shop", "bücher.example", "xn--bcher-kva.example")]
    [InlineData("Shop", "", null)]
    public void A_domain_is_a_bare_host(string name, string? domain, string? host)
    {
        var request = new ProjectRequest(name, domain);
        Assert.Null(request.Problem());
        Assert.Equal(new ProjectRequest("Shop", host), request.Clean());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData("a\nb", null)]
    [InlineData("Shop", "not a host")]
    [InlineData("Shop", "ftp://shop.example.org")]
    [InlineData("Shop", "user:secret@shop.example.org")]
    public void What_cannot_be_a_project_is_refused(string? name, string? domain) => Assert.NotNull(new ProjectRequest(name, domain).Problem());

    [Fact]
    public void A_name_has_an_end() => Assert.NotNull(new ProjectRequest(new string('x', 101)).Problem());

    [Theory]
    [InlineData("http://127.0.0.1:8000", "http://KEY@127.0.0.1:8000/7")]
    [InlineData("https://paddock.example.org/", "https://KEY@paddock.example.org/7")]
    [InlineData("https://example.org/paddock/", "https://KEY@example.org/paddock/7")]
    public void A_DSN_is_made_of_the_address_the_key_and_the_number(string address, string dsn) => Assert.Equal(dsn, Dsn.For(new Uri(address), "KEY", 7));

    [Theory]
    [InlineData(" Ann@Example.ORG ", "ann@example.org", true)]
    [InlineData("a@b", "a@b", true)]
    [InlineData("@b", "@b", false)]
    [InlineData("a@", "a@", false)]
    [InlineData("a@b@c", "a@b@c", false)]
    [InlineData("a b@c", "a b@c", false)]
    [InlineData(null, "", false)]
    public void An_address_is_normal_and_plausible(string? text, string normal, bool isPlausible)
    {
        Assert.Equal(normal, EmailAddress.Normalize(text));
        Assert.Equal(isPlausible, EmailAddress.IsPlausible(normal));
    }
}
