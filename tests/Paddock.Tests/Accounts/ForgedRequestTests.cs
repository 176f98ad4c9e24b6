using System.Net;
using System.Net.Http.Json;

namespace Paddock.Tests.Accounts;

public sealed class ForgedRequestTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Created)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://HERE", HttpStatusCode.Created)]
    [InlineData("Origin", "https://HERE", HttpStatusCode.Created)]
    [InlineData("Origin", "http://HERE.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Accept", "*/*", HttpStatusCode.Created)]
    public async Task A_change_by_cookie_comes_from_our_own_screen(string header, string value, HttpStatusCode expected)
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/projects") { Content = JsonContent.Create(new { name = "Shop" }) };
        request.Headers.Add("X-Paddock-Csrf", await ann.CsrfAsync());
        request.Headers.TryAddWithoutValidation(header, value.Replace("HERE", installation.Address.Authority, StringComparison.Ordinal));
        using var answer = await ann.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_proxy_may_rewrite_the_host_when_the_base_address_is_set()
    {
        await using var installation = await Installation.StartAsync(("BaseUrl", "https://paddock.example.org"));
        using var ann = await installation.VisitAsAdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/projects") { Content = JsonContent.Create(new { name = "Shop" }) };
        request.Headers.Add("X-Paddock-Csrf", await ann.CsrfAsync());
        request.Headers.Add("Origin", "https://paddock.example.org");
        using var answer = await ann.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("@paddock.example.org/2\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_another_session_does_not_do()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var elsewhere = installation.Visit();
        (await elsewhere.SignInAsync()).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/session");
        request.Headers.Add("X-Paddock-Csrf", await elsewhere.CsrfAsync());
        using var answer = await ann.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_needs_the_value_it_was_shown_with()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var visitor = installation.Visit();
            await visitor.ReadAsync("/sign-in");
            using var without = await visitor.PostFormAsync("/sign-in", [new("email", Visitor.Email), new("password", Visitor.Password)]);
            using var wrong = await visitor.PostFormAsync("/sign-in", [new("csrf", new string('A', 43)), new("email", Visitor.Email), new("password", Visitor.Password)]);
            Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            Assert.Null(visitor.Session);
        }
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_a_link_or_a_forged_form()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        (await ann.GetAsync("/sign-out")).Dispose();
        (await ann.PostFormAsync("/sign-out", [])).Dispose();
        await ann.ReadJsonAsync("/api/v1/session");
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData("application/x-www-form-urlencoded", null)]
    public async Task A_body_that_is_no_form_or_too_long_gets_an_answer(string type, string? body)
    {
        await using var installation = await Installation.StartAsync();
        using var visitor = installation.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new StringContent(body ?? "password=" + new string('x', 40_000)) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
