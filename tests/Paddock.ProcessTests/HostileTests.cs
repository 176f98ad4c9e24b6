using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Every door of the ownership table (src/Paddock/Receivers/ReceiversModule.cs) against everything in <see cref="HostileBody"/>: nothing is a fault of ours, nothing goes uncounted, and others notice nothing.</summary>
public sealed class HostileTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string NobodysKey = "0123456789abcdef0123456789abcdef";

    /// <param name="Path">{0}: the project's number, {1}: its key</param>
    private sealed record Door(string Path, string Type = "application/json");

    private static readonly Door[] Doors =
    [
        new("/api/{0}/envelope/?sentry_key={1}", "application/x-sentry-envelope"),
        new("/api/{0}/store/?sentry_key={1}"),
        new("/in/otlp/{1}/v1/logs"),
        new("/in/otlp/{1}/v1/traces", "application/x-protobuf"),
        new("/in/otlp/{1}/v1/metrics", "application/x-protobuf"),
        new("/api/paddock/event?key={1}", "text/plain"),
        new("/in/segment/v1/batch"),
        new("/v1/track"),
        new("/in/loki/{1}/loki/api/v1/push"),
        new("/in/loki/{1}/loki/api/v1/push", "application/x-protobuf"),
        new("/in/jsonlines/{1}"),
        new("/insert/jsonline"),
        new("/in/seq/{1}/api/events/raw"),
        new("/in/elastic/{1}/_bulk", "application/x-ndjson"),
        new("/_bulk", "application/x-ndjson"),
        new("/in/gelf/{1}"),
        new("/api/v1/write", "application/x-protobuf"),
        new("/batch"),
        new("/e"),
        new("/i/v0/e"),
        new("/flags"),
        new("/track", "application/x-www-form-urlencoded"),
        new("/engage"),
        new("/groups"),
        new("/import"),
        new("/in/plausible/{1}/api/event", "text/plain"),
        new("/in/umami/{1}/api/send"),
        new("/mp/collect?api_secret={1}"),
        new("/debug/mp/collect?api_secret={1}"),
        new("/3.0/projects/p/events?api_key={1}"),
        new("/3.0/projects/p/events/c?api_key={1}"),
        new("/in/kissmetrics/e?_k={1}&_n=a&_p=u", "text/plain"),
        new("/in/nagios/{1}/web-1/disk/0", "text/plain"),
        new("/in/heartbeat/{1}/backup", "text/plain"),
    ];

    public static TheoryData<string, string> All => [.. Doors.Select(static door => (door.Path, door.Type))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whatever_comes_is_answered_and_counted(string path, string type)
    {
        var project = await fixture.ProjectAsync();
        var (refused, wrong) = (0, new List<string>());
        foreach (var hostile in HostileBody.All)
        {
            var status = await SendAsync(project, path, type, hostile, project.WriteKey);
            if (status >= 500) wrong.Add($"{hostile.What}: {status}");
            if (status >= 400 && !path.StartsWith("/debug/", StringComparison.Ordinal)) refused++; // that keeps and counts nothing
        }
        Assert.Empty(wrong);
        await Eventually.TrueAsync(async () => await fixture.Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE outcome IN ('invalid', 'limited')") >= refused, () => $"{refused} were refused");
        await Eventually.EqualAsync(0L, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    [Fact]
    public async Task A_key_of_nobody_opens_nothing()
    {
        var project = await fixture.ProjectAsync();
        var record = new HostileBody("a record", """{"event":"a","message":"a","distinct_id":"u"}"""u8.ToArray());
        foreach (var (path, type) in Doors)
        {
            var status = await SendAsync(project, path, type, record, NobodysKey);
            Assert.True(status is >= 400 and < 500 || (status == 200 && (path.Contains("flags", StringComparison.Ordinal) || path.Contains("debug", StringComparison.Ordinal))), $"{path}: {status}");
        }
        // What came before the owner's own record is in the ledger when that is: doors that name the project count there that somebody tried.
        Assert.Equal(200, await SendAsync(project, "/in/jsonlines/{1}", "application/json", record, project.WriteKey));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM logs"));
        await Eventually.EqualAsync(2, () => fixture.Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE reason = 'unknown_key' AND outcome = 'invalid'"));
        Assert.Equal(1, await fixture.Server.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE outcome NOT IN ('received', 'invalid')"));
    }

    [Fact]
    public async Task Who_sends_a_byte_now_and_then_is_shut_out_and_a_thousand_who_say_nothing_keep_nobody_out()
    {
        var project = await fixture.ProjectAsync();
        var idle = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 1_000; number++) idle.Add(await ConnectAsync());
            using var slow = await ConnectAsync();
            await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /in/jsonlines/{project.WriteKey} HTTP/1.1\r\nHost: paddock\r\nContent-Length: 1000\r\n\r\n{{"));
            Assert.Equal(200, await SendAsync(project, "/in/jsonlines/{1}", "application/json", new HostileBody("a line", """{"message":"kept"}"""u8.ToArray()), project.WriteKey));
            using var answer = new StreamReader(slow.GetStream());
            Assert.StartsWith("HTTP/1.1 408", await answer.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM logs WHERE message = 'kept'"));
        }
        finally
        {
            foreach (var client in idle) client.Dispose();
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(fixture.Server.Url.Host, fixture.Server.Url.Port);
        return client;
    }

    private async Task<int> SendAsync(CreatedProject project, string path, string type, HostileBody body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, string.Format(path, project.Id, key)) { Content = new ByteArrayContent(body.Bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (body.Encoding is { } encoding) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        else if (path == "/api/v1/write") request.Content.Headers.ContentEncoding.Add("snappy");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{key}:")));
        try
        {
            using var answer = await fixture.Server.Http.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException closed) when (closed.InnerException is IOException)
        {
            return (int)HttpStatusCode.RequestEntityTooLarge; // it answered, and did not read the rest
        }
    }
}
