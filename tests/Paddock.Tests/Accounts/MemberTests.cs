using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class MemberTests
{
    private static readonly string[] Fields = ["actor", "action", "subject", "detail"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_keeps_an_owner_and_only_owners_touch_owners()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var olga = await InvitationTests.JoinAsync(installation, ann, project, "owner", "olga@example.org");
        using var adam = await InvitationTests.JoinAsync(installation, ann, project, "admin", "adam@example.org");
        var (olgaId, adamId) = (await IdAsync(olga), await IdAsync(adam));
        Assert.Equal(HttpStatusCode.Conflict, await RemoveAsync(olga, project, olgaId));
        Assert.Equal(HttpStatusCode.Conflict, await ChangeAsync(olga, project, olgaId, "admin"));
        Assert.Equal(HttpStatusCode.Forbidden, await ChangeAsync(adam, project, olgaId, "viewer"));
        Assert.Equal(HttpStatusCode.Forbidden, await RemoveAsync(adam, project, olgaId));
        Assert.Equal(HttpStatusCode.Forbidden, await ChangeAsync(adam, project, adamId, "owner"));
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(olga, project, adamId, "owner"));
        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync(olga, project, olgaId));
        Assert.Equal(HttpStatusCode.Conflict, await RemoveAsync(ann, project, adamId));
    }

    [Fact]
    public async Task A_role_counts_from_the_next_request_on()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ben = await InvitationTests.JoinAsync(installation, ann, project, "member", "ben@example.org");
        var id = await IdAsync(ben);
        using var made = await ben.ChangeAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/tokens", new { name = "Report" });
        var token = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("secret").GetString()!;
        async Task ExpectAsync(HttpStatusCode keys, HttpStatusCode write, HttpStatusCode read)
        {
            using var own = await ben.GetAsync($"/api/v1/projects/{project.Id}/keys");
            using var change = await ProgramAsync(installation, HttpMethod.Post, project, token);
            using var look = await ProgramAsync(installation, HttpMethod.Get, project, token);
            Assert.Equal((keys, write, read), (own.StatusCode, change.StatusCode, look.StatusCode));
        }

        await ExpectAsync(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK);
        await ChangeAsync(ann, project, id, "viewer");
        await ExpectAsync(HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK);
        await RemoveAsync(ann, project, id);
        await ExpectAsync(HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound);
        // Taken back.
        await ChangeAsync(ann, project, id, "member");
        await ExpectAsync(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK);
        using var disabled = await ann.ChangeAsync(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { isDisabled = true });
        await ExpectAsync(HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.NotFound);
        using var back = installation.Visit();
        using var refused = await back.SignInAsync("ben@example.org", "a second horse");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Strangers_cannot_be_added_by_their_number()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var shop = await installation.AddProjectAsync("Shop");
        var blog = await installation.AddProjectAsync("Blog");
        using var ben = await InvitationTests.JoinAsync(installation, ann, shop, "owner", "ben@example.org");
        using var carl = await InvitationTests.JoinAsync(installation, ann, blog, "member", "carl@example.org");
        Assert.Equal(HttpStatusCode.NotFound, await ChangeAsync(ben, shop, await IdAsync(carl), "viewer"));
        Assert.Equal(HttpStatusCode.NotFound, await ChangeAsync(ben, shop, 999, "viewer"));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        var id = await IdAsync(ann);
        using var unmade = await ann.ChangeAsync(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { isAdministrator = false });
        using var disabled = await ann.ChangeAsync(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { isDisabled = true });
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (unmade.StatusCode, disabled.StatusCode));
        using var ben = await InvitationTests.JoinAsync(installation, ann, project, "viewer", "ben@example.org");
        using var made = await ann.ChangeAsync(HttpMethod.Patch, $"/api/v1/accounts/{await IdAsync(ben)}", new { isAdministrator = true });
        using var now = await ann.ChangeAsync(HttpMethod.Patch, $"/api/v1/accounts/{id}", new { isAdministrator = false });
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (made.StatusCode, now.StatusCode));
        using var gone = await ann.GetAsync("/api/v1/accounts");
        Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);
    }

    [Fact]
    public async Task A_token_is_asked_for_no_more_than_its_maker_may()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ben = await InvitationTests.JoinAsync(installation, ann, project, "member", "ben@example.org");
        foreach (var (scopes, expected) in ((string[], HttpStatusCode)[])[(["manage"], HttpStatusCode.BadRequest), (["everything"], HttpStatusCode.BadRequest), ([], HttpStatusCode.BadRequest), (["read"], HttpStatusCode.Created)])
        {
            using var answer = await ben.ChangeAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/tokens", new { name = "Report", scopes });
            Assert.Equal(expected, answer.StatusCode);
        }
        using var anns = await ann.ChangeAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/tokens", new { name = "Nightly" });
        Assert.DoesNotContain("Nightly", await ben.ReadAsync($"/api/v1/projects/{project.Id}/tokens"), StringComparison.Ordinal);
        Assert.Contains("Report", await ann.ReadAsync($"/api/v1/projects/{project.Id}/tokens"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_is_in_the_book_and_only_for_who_may_read_it()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ben = await InvitationTests.JoinAsync(installation, ann, project, "admin", "ben@example.org");
        var path = $"/api/v1/projects/{project.Id}";
        using var renamed = await ben.ChangeAsync(HttpMethod.Patch, path, new { name = "Store", retentionDays = 30 });
        using var key = await ben.ChangeAsync(HttpMethod.Post, $"{path}/keys", new { name = "Second site" });
        await ChangeAsync(ann, project, await IdAsync(ben), "viewer");
        using var refused = await ben.GetAsync($"{path}/audit");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var book = Entries(await ann.ReadJsonAsync($"{path}/audit"));
        Assert.Equal(
        [
            "ann@example.org member.role ben@example.org admin → viewer", "ben@example.org key.made Second site ",
            "ben@example.org project.changed Store name Shop → Store, retention 90 → 30 days", "ben@example.org invitation.accepted ben@example.org admin, invited by ann@example.org",
            "ann@example.org invitation.made whoever has the link admin", "command line project.created Shop ",
        ], book);
        Assert.Equal(["ben@example.org key.made Second site "], Entries(await ann.ReadJsonAsync($"{path}/audit?action=key&actor=ben")));
        Assert.Contains("ann@example.org account.made ann@example.org by a one-time link", Entries(await ann.ReadJsonAsync("/api/v1/audit")));
    }

    [Fact]
    public async Task The_book_is_read_in_pages()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        for (var number = 0; number < 60; number++)
            (await ann.ChangeAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/keys", new { name = $"Key {number}" })).Dispose();
        var path = $"/api/v1/projects/{project.Id}/audit?action=key.made";
        var first = await ann.ReadJsonAsync(path);
        var second = await ann.ReadJsonAsync($"{path}&cursor={first.GetProperty("next").GetString()}");
        Assert.Equal(60, Entries(first).Concat(Entries(second)).Distinct().Count());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    private static List<string> Entries(JsonElement page) => [.. page.GetProperty("entries").EnumerateArray().Select(static entry =>
        string.Join(' ', Fields.Select(name => entry.GetProperty(name).GetString())))];

    private static async Task<int> IdAsync(Visitor visitor) => (await visitor.ReadJsonAsync("/api/v1/session")).GetProperty("user").GetProperty("id").GetInt32();

    private static async Task<HttpStatusCode> ChangeAsync(Visitor by, NewProject project, int person, string role)
    {
        using var answer = await by.ChangeAsync(HttpMethod.Put, $"/api/v1/projects/{project.Id}/members/{person}", new { role });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> RemoveAsync(Visitor by, NewProject project, int person)
    {
        using var answer = await by.ChangeAsync(HttpMethod.Delete, $"/api/v1/projects/{project.Id}/members/{person}");
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> ProgramAsync(Installation installation, HttpMethod method, NewProject project, string token)
    {
        using var program = installation.Visit();
        using var request = new HttpRequestMessage(method, $"/api/v1/projects/{project.Id}/probe");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await program.SendAsync(request);
    }
}
