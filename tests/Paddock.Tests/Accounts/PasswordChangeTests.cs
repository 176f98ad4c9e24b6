using System.Net;
using Paddock.Hosting.CommandLine;

namespace Paddock.Tests.Accounts;

public sealed class PasswordChangeTests
{
    private const string NewPassword = "two horses in a paddock";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_password_signs_out_everywhere_else()
    {
        await using var installation = await Installation.StartAsync();
        using var here = await installation.VisitAsAdministratorAsync();
        using var elsewhere = installation.Visit();
        (await elsewhere.SignInAsync()).Dispose();
        using var answer = await here.ChangeAsync(HttpMethod.Post, "/api/v1/session/password", new { current = Visitor.Password, @new = NewPassword });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var ended = await elsewhere.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        await here.ReadJsonAsync("/api/v1/session");
        using var old = await elsewhere.SignInAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        using var fresh = await elsewhere.SignInAsync(password: NewPassword);
        Assert.Equal(HttpStatusCode.SeeOther, fresh.StatusCode);
    }

    [Theory]
    [InlineData("not the password", NewPassword)]
    [InlineData(Visitor.Password, "short")]
    [InlineData(null, null)]
    public async Task A_change_needs_the_present_password_and_a_good_new_one(string? current, string? wanted)
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var answer = await ann.ChangeAsync(HttpMethod.Post, "/api/v1/session/password", new { current, @new = wanted });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await ann.ReadJsonAsync("/api/v1/session");
    }

    [Fact]
    public async Task A_link_from_the_command_line_sets_a_lost_password_once()
    {
        await using var installation = await Installation.StartAsync();
        using var elsewhere = await installation.VisitAsAdministratorAsync();
        var administration = installation.Get<Administration>();
        var spare = await administration.MakeLinkAsync(null, Cancellation);
        var link = await administration.MakeLinkAsync(Visitor.Email, Cancellation);
        using var ann = installation.Visit();
        using var answer = await ann.SubmitAsync(link.AbsolutePath, ("password", NewPassword));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await ann.ReadJsonAsync("/api/v1/session");
        foreach (var dead in (Uri[])[link, spare])
        {
            using var again = await ann.GetAsync(dead.AbsolutePath);
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }

        using var ended = await elsewhere.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
    }

    [Fact]
    public async Task A_link_for_somebody_unknown_is_refused()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
            await Assert.ThrowsAsync<AdministrationException>(() => installation.Get<Administration>().MakeLinkAsync("bob@example.org", Cancellation));
    }
}
