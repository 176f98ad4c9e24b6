using System.Net;

namespace Paddock.Tests.Accounts;

public sealed class SessionListTests
{
    private const string Path = "/api/v1/sessions";

    [Fact]
    public async Task One_sees_where_one_is_signed_in_and_ends_what_one_likes()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var phone = installation.Visit();
        (await phone.SignInAsync()).Dispose();
        using var laptop = installation.Visit();
        (await laptop.SignInAsync()).Dispose();
        var sessions = (await phone.ReadJsonAsync(Path)).GetProperty("sessions").EnumerateArray().ToList();
        Assert.Equal(3, sessions.Count);
        var own = Assert.Single(sessions, static session => session.GetProperty("isThis").GetBoolean());
        Assert.DoesNotContain(phone.Session!, await ann.ReadAsync(Path), StringComparison.Ordinal);
        using var ended = await ann.ChangeAsync(HttpMethod.Delete, $"{Path}/{own.GetProperty("id").GetString()}");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await ExpectAsync(phone, HttpStatusCode.Unauthorized);
        await ExpectAsync(laptop, HttpStatusCode.OK);
        using var others = await ann.ChangeAsync(HttpMethod.Delete, Path);
        await ExpectAsync(laptop, HttpStatusCode.Unauthorized);
        await ExpectAsync(ann, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ben = await InvitationTests.JoinAsync(installation, ann, project, "viewer", "ben@example.org");
        var anns = (await ann.ReadJsonAsync(Path)).GetProperty("sessions")[0].GetProperty("id").GetString();
        using var answer = await ben.ChangeAsync(HttpMethod.Delete, $"{Path}/{anns}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var others = await ben.ChangeAsync(HttpMethod.Delete, Path);
        await ExpectAsync(ann, HttpStatusCode.OK);
    }

    private static async Task ExpectAsync(Visitor visitor, HttpStatusCode expected)
    {
        using var answer = await visitor.GetAsync("/api/v1/session");
        Assert.Equal(expected, answer.StatusCode);
    }
}
