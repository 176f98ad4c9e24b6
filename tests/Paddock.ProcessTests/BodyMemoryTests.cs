using System.Net.Http.Headers;
using System.Text;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>A small body may become large rows: what they take while they wait for the disk is limited as well.</summary>
public sealed class BodyMemoryTests
{
    private const int Connections = 64, Records = 4000;

    // The 384 MiB that one client has for bodies and for what was made of them, as much again that the allocator keeps, entries being filled, and 160 MiB of a program at rest. Without the limit it was 3.8 GB.
    private const long MostBytes = 1500L << 20;

    [Fact]
    public async Task A_flood_of_small_bodies_that_become_large_stays_in_memory_and_loses_nothing()
    {
        await using var server = await PaddockProcess.ServeAsync();
        var project = await server.CreateProjectAsync("flood");
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = server.Url };
        var answers = await Task.WhenAll(Enumerable.Range(0, Connections).Select(sender => SendAsync(http, project.WriteKey, sender)));

        Assert.All(answers, static answer => Assert.True(answer is { Status: 200, RetryAfter: null } or { Status: 429, RetryAfter: not null }, $"{answer}"));
        Assert.InRange(PeakBytes(server.Id), 1, MostBytes);
        // Who is alone is never told to come back.
        answers = [.. answers, await SendAsync(http, project.WriteKey, Connections)];
        Assert.Equal(200, answers[^1].Status);
        var accepted = answers.Where(static answer => answer.Status == 200).Select(static answer => $"sender-{answer.Sender}").Order().ToArray();
        await Eventually.EqualAsync(string.Join(' ', accepted), async () => string.Join(' ',
            (await server.SqlAsync(project, $"SELECT service FROM logs GROUP BY service HAVING count() = {Records} ORDER BY service")).Select(static row => row[0].GetString()).Where(service => accepted.Contains(service))));
    }

    private static async Task<(int Sender, int Status, string? RetryAfter)> SendAsync(HttpClient http, string key, int sender)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = new ByteArrayContent(Body(sender)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (sender, (int)answer.StatusCode, answer.Headers.RetryAfter?.ToString());
    }

    /// <summary>2 kB of gzip, 250 kB of JSON, 60 MB of rows: the resource is written with each of its records.</summary>
    private static byte[] Body(int sender)
    {
        var resource = string.Join(',', Enumerable.Range(0, 126).Select(static number => Attribute($"attribute{number}", new string('x', 110))));
        var record = $$$"""{"timeUnixNano":"{{{OtlpRequests.Now}}}","body":{"stringValue":"a"}}""";
        return Some.Gzip(Encoding.UTF8.GetBytes($$$"""
            {"resourceLogs":[{"resource":{"attributes":[{{{Attribute("service.name", $"sender-{sender}")}}},{{{resource}}}]},"scopeLogs":[{"logRecords":[{{{string.Join(',', Enumerable.Repeat(record, Records))}}}]}]}]}
            """));
    }

    private static string Attribute(string key, string value) => $$$"""{"key":"{{{key}}}","value":{"stringValue":"{{{value}}}"}}""";

    private static long PeakBytes(int process) =>
        1024 * long.Parse(File.ReadLines($"/proc/{process}/status").First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
}
