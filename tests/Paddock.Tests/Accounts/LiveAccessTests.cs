using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Database.Rows;
using Paddock.Pipeline.Live;
using Paddock.Testing;

namespace Paddock.Tests.Accounts;

public sealed class LiveAccessTests
{
    private static readonly TimeSpan LessThanAHeartbeat = TimeSpan.FromSeconds(10);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_ends_when_its_reader_signs_out()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ann = await installation.VisitAsAdministratorAsync();
        using var stream = await OpenAsync(installation, ann, project);
        await stream.LivesAsync();
        using var signedOut = await ann.ChangeAsync(HttpMethod.Delete, "/api/v1/session");
        await stream.EndsAsync();
    }

    [Fact]
    public async Task A_stream_ends_when_its_reader_loses_the_project()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ann = await installation.VisitAsAdministratorAsync();
        await installation.Store.WriteAsync(async (db, stop) =>
        {
            var user = await db.Users.SingleAsync(stop);
            user.IsAdministrator = false;
            return db.ProjectMembers.Add(new ProjectMemberRow { ProjectId = project.Id, UserId = user.Id });
        }, Cancellation);
        using var stream = await OpenAsync(installation, ann, project);
        await stream.LivesAsync();
        await installation.Store.WriteAsync((db, stop) => db.ProjectMembers.ExecuteDeleteAsync(stop), Cancellation);
        await stream.EndsAsync();
    }

    [Fact]
    public async Task A_stream_ends_when_its_token_is_revoked()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var program = installation.Visit();
        using var stream = await OpenAsync(installation, program, project, project.ApiToken);
        await stream.LivesAsync();
        await installation.Store.WriteAsync(
            (db, stop) => db.ApiTokens.ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, installation.Clock.GetUtcNow()), stop), Cancellation);
        await stream.EndsAsync();
    }

    /// <summary>The clock stands still: no heartbeat is due.</summary>
    [Fact]
    public async Task A_stream_ends_at_once_with_the_role()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        using var ann = await installation.VisitAsAdministratorAsync();
        using var ben = await InvitationTests.JoinAsync(installation, ann, project, "support", "ben@example.org");
        var id = (await ben.ReadJsonAsync("/api/v1/session")).GetProperty("user").GetProperty("id").GetInt32();
        using var answer = await ben.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/live"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal(": open", await lines.ReadLineAsync(Cancellation));
        using var removed = await ann.ChangeAsync(HttpMethod.Delete, $"/api/v1/projects/{project.Id}/members/{id}");
        while (await lines.ReadLineAsync(Cancellation) is { } line) Assert.True(line is "" or ": still here", line);
    }

    private static async Task<Stream> OpenAsync(Installation installation, Visitor visitor, NewProject project, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/live");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        answer.EnsureSuccessStatusCode();
        return new Stream(installation, project.Id, answer, new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation)));
    }

    /// <summary>A stream on which there is news all the time, more often than heartbeats.</summary>
    private sealed class Stream(Installation installation, int project, HttpResponseMessage answer, StreamReader lines) : IDisposable
    {
        /// <summary>Over two heartbeats at the least.</summary>
        public async Task LivesAsync()
        {
            for (var beats = 0; beats < 2;)
                if (await NextAsync() == ": still here") beats++;
        }

        /// <summary>After one more heartbeat at the most.</summary>
        public async Task EndsAsync()
        {
            var beats = 0;
            while (await NextAsync() is { } line)
                if (line == ": still here") beats++;
            Assert.InRange(beats, 0, 1);
        }

        public void Dispose()
        {
            lines.Dispose();
            answer.Dispose();
        }

        private async Task<string?> NextAsync()
        {
            var line = lines.ReadLineAsync(Cancellation).AsTask();
            await Eventually.TrueAsync(() =>
            {
                if (line.IsCompleted) return Task.FromResult(true);
                installation.Get<LiveHub>().Announce(project, "errors", 1);
                installation.Clock.Advance(LessThanAHeartbeat);
                return Task.FromResult(line.IsCompleted);
            });
            return await line;
        }
    }
}
