using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class InvitationTests
{
    private const string Password = "a second horse";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_makes_an_account_with_the_role_once()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        var (link, id) = await InviteAsync(ann, project, "viewer");
        Assert.DoesNotContain(link.Split('/')[^1], await ann.ReadAsync($"/api/v1/projects/{project.Id}/invitations"), StringComparison.Ordinal);
        using var ben = installation.Visit();
        Assert.Contains("Join Shop", await ben.ReadAsync(link), StringComparison.Ordinal);
        using var joined = await ben.SubmitAsync(link, ("email", "Ben@example.org "), ("name", "Ben"), ("password", Password));
        Assert.Equal((HttpStatusCode.SeeOther, "/p/shop"), (joined.StatusCode, joined.Headers.Location?.ToString()));
        var session = await ben.ReadJsonAsync("/api/v1/session");
        Assert.Equal(("ben@example.org", "viewer"), (session.GetProperty("user").GetProperty("email").GetString(), session.GetProperty("projects")[0].GetProperty("role").GetString()));
        using var eve = installation.Visit();
        using var again = await eve.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var late = await ann.ChangeAsync(HttpMethod.Delete, $"/api/v1/projects/{project.Id}/invitations/{id}");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Who_has_an_account_gets_the_role_and_never_a_lesser_one()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ben = await JoinAsync(installation, ann, project, "viewer", "ben@example.org");
        foreach (var (offered, expected) in ((string, string)[])[("support", "viewer"), ("member", "member"), ("viewer", "member")])
        {
            var (link, _) = await InviteAsync(ann, project, offered);
            Assert.Contains("signed in as ben@example.org", await ben.ReadAsync(link), StringComparison.Ordinal);
            using var accepted = await ben.SubmitAsync(link);
            Assert.Equal(HttpStatusCode.SeeOther, accepted.StatusCode);
            Assert.Equal(expected, (await ben.ReadJsonAsync("/api/v1/session")).GetProperty("projects")[0].GetProperty("role").GetString());
        }
    }

    [Fact]
    public async Task An_e_mail_that_has_an_account_cannot_be_taken_over()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        var (link, _) = await InviteAsync(ann, project, "member");
        using var eve = installation.Visit();
        using var taken = await eve.SubmitAsync(link, ("email", Visitor.Email), ("password", Password));
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Null(eve.Session);
        using var still = await eve.SubmitAsync(link, ("email", "eve@example.org"), ("password", Password));
        Assert.Equal(HttpStatusCode.SeeOther, still.StatusCode);
    }

    [Fact]
    public async Task Asking_which_e_mails_have_accounts_is_held_up()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        var (link, _) = await InviteAsync(ann, project, "member");
        using var eve = installation.Visit();
        HttpStatusCode last = default;
        for (var tries = 0; tries < 11; tries++)
        {
            using var answer = await eve.SubmitAsync(link, ("email", Visitor.Email), ("password", Password));
            last = answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_link_for_one_e_mail_is_for_nobody_else()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        var (link, _) = await InviteAsync(ann, project, "member", "Ben@Example.org");
        using var mismatch = await ann.SubmitAsync("/sign-out");
        using var other = await JoinAsync(installation, await SignedInAsync(installation), project, "viewer", "carl@example.org");
        Assert.Contains("It is for ben@example.org", await other.ReadAsync(link), StringComparison.Ordinal);
        var csrf = (await other.ReadAsync("/sign-out")).Split("name=\"csrf\" value=\"")[1].Split('"')[0];
        using var refused = await other.PostFormAsync(link, [new("csrf", csrf)]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var ben = installation.Visit();
        // The address in the form counts for nothing.
        using var joined = await ben.SubmitAsync(link, ("email", "eve@example.org"), ("password", Password));
        Assert.Equal("ben@example.org", (await ben.ReadJsonAsync("/api/v1/session")).GetProperty("user").GetProperty("email").GetString());
    }

    [Fact]
    public async Task A_link_ends_with_its_week_its_revocation_and_the_power_of_who_made_it()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var bea = await JoinAsync(installation, ann, project, "admin", "bea@example.org");
        using var visitor = installation.Visit();
        var (byBea, _) = await InviteAsync(bea, project, "member");
        using var ownerByAdmin = await bea.ChangeAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/invitations", new { role = "owner" });
        Assert.Equal(HttpStatusCode.Forbidden, ownerByAdmin.StatusCode);
        var (revoked, id) = await InviteAsync(ann, project, "member");
        var path = $"/api/v1/projects/{project.Id}/invitations/{id}";
        (await ann.ChangeAsync(HttpMethod.Delete, path)).Dispose();
        await ExpectAsync(visitor, revoked, HttpStatusCode.NotFound);
        (await ann.ChangeAsync(HttpMethod.Post, $"{path}/restore")).Dispose();
        await ExpectAsync(visitor, revoked, HttpStatusCode.OK);

        await ExpectAsync(visitor, byBea, HttpStatusCode.OK);
        var beaId = (await bea.ReadJsonAsync("/api/v1/session")).GetProperty("user").GetProperty("id").GetInt32();
        (await ann.ChangeAsync(HttpMethod.Put, $"/api/v1/projects/{project.Id}/members/{beaId}", new { role = "member" })).Dispose();
        await ExpectAsync(visitor, byBea, HttpStatusCode.NotFound);

        installation.Clock.Advance(TimeSpan.FromDays(7));
        await ExpectAsync(visitor, revoked, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_database_holds_no_link()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        var (link, _) = await InviteAsync(ann, project, "member");
        var row = await installation.Store.ReadAsync((db, stop) => db.Invitations.SingleAsync(stop), Cancellation);
        Assert.Equal(Secrets.Hash(link.Split('/')[^1]), row.TokenHash);
    }

    internal static async Task<(string Link, int Id)> InviteAsync(Visitor by, NewProject project, string role, string? email = null)
    {
        using var made = await by.ChangeAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/invitations", new { role, email });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (new Uri(answer.GetProperty("link").GetString()!).AbsolutePath, answer.GetProperty("invitation").GetProperty("id").GetInt32());
    }

    internal static async Task<Visitor> JoinAsync(Installation installation, Visitor by, NewProject project, string role, string email)
    {
        var (link, _) = await InviteAsync(by, project, role);
        var visitor = installation.Visit();
        using var joined = await visitor.SubmitAsync(link, ("email", email), ("password", Password));
        Assert.Equal(HttpStatusCode.SeeOther, joined.StatusCode);
        return visitor;
    }

    private static async Task<Visitor> SignedInAsync(Installation installation)
    {
        var visitor = installation.Visit();
        (await visitor.SignInAsync()).Dispose();
        return visitor;
    }

    private static async Task ExpectAsync(Visitor visitor, string link, HttpStatusCode expected)
    {
        using var answer = await visitor.GetAsync(link);
        Assert.Equal(expected, answer.StatusCode);
    }
}
