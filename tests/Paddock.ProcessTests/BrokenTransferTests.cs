using System.Net.Sockets;
using System.Text;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Requests that fail below the doors, in HTTP itself, are answered and counted like any other bad body.</summary>
public sealed class BrokenTransferTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    public static TheoryData<string> Doors => ["/api/{0}/envelope/?sentry_key={1}", "/in/otlp/{1}/v1/logs", "/api/paddock/event?key={1}", "/v1/batch"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_length_beyond_all_limits_is_refused_unread_and_counted(string door)
    {
        var project = await fixture.ProjectAsync();
        var status = await SendAsync(project, door, "Content-Length: 300000000\r\n\r\n");
        Assert.Equal(door == "/v1/batch" ? "400" : "413", status); // Segment's clients know no 413
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "body_too_large"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Chunks_that_are_none_are_refused_and_counted(string door)
    {
        var project = await fixture.ProjectAsync();
        Assert.Equal("400", await SendAsync(project, door, "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nnonsense\r\n"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_body"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
    }

    private async Task<string> SendAsync(CreatedProject project, string door, string rest)
    {
        var key = Convert.ToBase64String(Encoding.ASCII.GetBytes(project.WriteKey + ":"));
        var head = $"POST {string.Format(door, project.Id, project.WriteKey)} HTTP/1.1\r\nHost: paddock\r\nContent-Type: application/json\r\nAuthorization: Basic {key}\r\n";
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Server.Url.Host, fixture.Server.Url.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + rest));
        using var reader = new StreamReader(client.GetStream());
        return (await reader.ReadLineAsync())!.Split(' ')[1];
    }
}
