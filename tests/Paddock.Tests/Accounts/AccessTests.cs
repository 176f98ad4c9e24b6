using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Database.Rows;

namespace Paddock.Tests.Accounts;

public sealed class AccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_reaches_its_project_and_needs_no_forgery_check()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
        {
            using var answer = await SendAsync(installation, method, $"/api/v1/projects/{project.Id}/probe", project.ApiToken);
            Assert.Equal("shop", await answer.Content.ReadAsStringAsync(Cancellation));
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task A_project_of_others_and_one_that_is_not_look_the_same()
    {
        await using var installation = await Installation.StartAsync();
        var shop = await installation.AddProjectAsync("Shop");
        var blog = await installation.AddProjectAsync("Blog");
        using var foreign = await SendAsync(installation, HttpMethod.Get, $"/api/v1/projects/{blog.Id}/probe", shop.ApiToken);
        using var absent = await SendAsync(installation, HttpMethod.Get, "/api/v1/projects/999/probe", shop.ApiToken);
        using var nonsense = await SendAsync(installation, HttpMethod.Get, "/api/v1/projects/shop/probe", shop.ApiToken);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound], [foreign.StatusCode, absent.StatusCode, nonsense.StatusCode]);
        Assert.Equal(await DetailAsync(absent), await DetailAsync(foreign));
    }

    [Fact]
    public async Task A_member_sees_only_the_projects_that_name_them()
    {
        await using var installation = await Installation.StartAsync();
        var shop = await installation.AddProjectAsync("Shop");
        var blog = await installation.AddProjectAsync("Blog");
        using var ann = await installation.VisitAsAdministratorAsync();
        await installation.Store.WriteAsync(async (db, stop) =>
        {
            var user = await db.Users.SingleAsync(stop);
            user.IsAdministrator = false;
            db.ProjectMembers.Add(new ProjectMemberRow { ProjectId = blog.Id, UserId = user.Id });
            return user;
        }, Cancellation);
        Assert.Equal(["blog"], (await ann.ReadJsonAsync("/api/v1/projects")).GetProperty("projects").EnumerateArray().Select(project => project.GetProperty("slug").GetString()));
        using var mine = await ann.GetAsync($"/api/v1/projects/{blog.Id}/probe");
        using var foreign = await ann.GetAsync($"/api/v1/projects/{shop.Id}/probe");
        using var administration = await ann.ChangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "Mine" });
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Forbidden], [mine.StatusCode, foreign.StatusCode, administration.StatusCode]);
    }

    [Theory]
    [InlineData("Bearer pdk_00000000000000000000000000000000")]
    [InlineData("Bearer")]
    [InlineData("Basic YTpi", HttpStatusCode.OK)]
    public async Task A_wrong_token_is_not_made_good_by_a_cookie_but_what_is_for_a_proxy_does_not_matter(
        string authorization, HttpStatusCode expected = HttpStatusCode.Unauthorized)
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/session");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await ann.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task An_ingest_key_reads_nothing()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var answer = await SendAsync(installation, HttpMethod.Get, $"/api/v1/projects/{project.Id}/probe", project.WriteKey);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_is_shown_once_listed_without_its_secret_and_dead_when_revoked()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ann = await installation.VisitAsAdministratorAsync();
        var path = $"/api/v1/projects/{project.Id}/tokens";
        using var made = await ann.ChangeAsync(HttpMethod.Post, path, new { name = "Nightly report" });
        var created = await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var secret = created.GetProperty("secret").GetString()!;
        Assert.Matches("^pdk_[0-9A-Za-z]{32}$", secret);
        using var works = await SendAsync(installation, HttpMethod.Get, $"/api/v1/projects/{project.Id}/probe", secret);
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);

        var list = await ann.ReadAsync(path);
        Assert.Contains("Nightly report", list, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        using var revoked = await ann.ChangeAsync(HttpMethod.Delete, $"{path}/{created.GetProperty("token").GetProperty("id").GetInt32()}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var dead = await SendAsync(installation, HttpMethod.Get, $"/api/v1/projects/{project.Id}/probe", secret);
        Assert.Equal(HttpStatusCode.Unauthorized, dead.StatusCode);
    }

    [Fact]
    public async Task A_token_makes_no_other()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var answer = await SendAsync(installation, HttpMethod.Post, $"/api/v1/projects/{project.Id}/tokens", project.ApiToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_opens_the_door_until_it_is_revoked()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        var other = await installation.AddProjectAsync("Blog");
        using var ann = await installation.VisitAsAdministratorAsync();
        var keys = installation.Get<ProjectKeys>();
        using var made = await ann.ChangeAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/keys", new { name = "Second site" });
        var key = await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.NotNull(await keys.FindAsync(key.GetProperty("key").GetString(), Cancellation));
        var id = key.GetProperty("id").GetInt32();
        using var foreign = await ann.ChangeAsync(HttpMethod.Delete, $"/api/v1/projects/{other.Id}/keys/{id}");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var revoked = await ann.ChangeAsync(HttpMethod.Delete, $"/api/v1/projects/{project.Id}/keys/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Null(await keys.FindAsync(key.GetProperty("key").GetString(), Cancellation));
        Assert.Equal(project.Dsn, (await ann.ReadJsonAsync($"/api/v1/projects/{project.Id}/keys")).GetProperty("keys")[0].GetProperty("dsn").GetString());
    }

    [Theory]
    [InlineData("", HttpStatusCode.Created)]
    [InlineData("; charset=UTF-8", HttpStatusCode.Created)]
    [InlineData("; charset=\"utf-8\"", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("; charset=utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("; charset=nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    public async Task Json_is_UTF_8(string charset, HttpStatusCode expected)
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/projects") { Content = new ByteArrayContent("""{"name":"Shop"}"""u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json" + charset);
        request.Headers.Add("X-Paddock-Csrf", await ann.CsrfAsync());
        using var answer = await ann.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_answers_nobody()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var answer = await ann.GetAsync("/api/v1/undeclared");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("detail").GetString();

    private static async Task<HttpResponseMessage> SendAsync(Installation installation, HttpMethod method, string path, string token)
    {
        using var program = installation.Visit();
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await program.SendAsync(request);
    }
}
