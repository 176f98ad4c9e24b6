using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>
/// A person called Quercus is sent by every door and in every field that could name somebody. Whoever may not read personal data reads everything that there is to read, and never meets her;
/// nor can they find out by a search whether she is there.
/// </summary>
public sealed class PersonalDataTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string She = "quercus";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>What an operation needs to be told; {name} in its path is in <see cref="Address"/>.</summary>
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["listTopValues"] = "by=page",
        ["getFunnel"] = "step=$pageview&step=bought",
        ["getRetention"] = "first=$pageview&then=bought",
        ["getStory"] = $"trace={Trace}",
        ["getDifference"] = "of=logs&against=before",
        ["find"] = $"text={She}",
        ["getMetric"] = $"name={She}",
    };

    /// <summary>Operations that a masked reader may use, and that would find her for somebody who may read personal data.</summary>
    private static readonly string[] Masked = ["listIssues", "getIssue", "listLogs", "getLogFacets", "listRequestSamples", "getTrace", "getTraceLinks"];

    // It does not end.
    private const string Stream = "followNews";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_met_without_the_right_to_it()
    {
        var project = await SendHerAsync();
        var everything = project.ApiToken;
        var masked = await TokenAsync(project, "read,write,manage");
        var (found, leaks, open) = (new HashSet<string>(), new List<string>(), new HashSet<string>());
        foreach (var (id, path) in await OperationsAsync(project))
        {
            var (status, body) = await ReadAsync(path, everything);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{id}: {(int)status} {body}: give it an example here.");
            if (body.Contains(She, StringComparison.OrdinalIgnoreCase)) found.Add(id);
            (status, body) = await ReadAsync(path, masked);
            if (status is HttpStatusCode.OK) open.Add(id);
            if (body.Contains(She, StringComparison.OrdinalIgnoreCase)) leaks.Add($"{id}: {body}");
        }
        Assert.Empty(leaks);
        Assert.Empty(Masked.Except(open));
        // The test has power: it is there to be found, and what masked readers are answered would have shown it.
        Assert.Empty(Masked.Concat(["getErrorEvent", "listPeople", "getStory", "find"]).Except(found));
    }

    [Fact]
    public async Task Nobody_is_found_by_asking_whether_they_are_there()
    {
        var project = await SendHerAsync();
        var masked = await TokenAsync(project, "read");
        var told = new List<string>();
        foreach (var (id, path) in await OperationsAsync(project))
        {
            if ((await ReadAsync(path, masked)).Status is not HttpStatusCode.OK) continue;
            foreach (var query in (string[])[$"user:{She}*", $"person:{She}*", $"customer:{She}", $"!customer:{She}", $"email:{She}*", $"message:{She}*", $"distinct_id:{She}*", $"session:{She}"])
            {
                var (status, body) = await ReadAsync($"{path}&query={Uri.EscapeDataString(query)}", masked);
                // Who takes no search ignores it, and answers as without.
                if (status is not HttpStatusCode.Forbidden && body != (await ReadAsync(path, masked)).Body) told.Add($"{id}?query={query}: {(int)status}");
            }
        }
        Assert.Empty(told);
        var (words, _) = await ReadAsync($"/api/v1/projects/{project.Id}/logs?query={She}", masked);
        var (filter, _) = await ReadAsync($"/api/v1/projects/{project.Id}/logs?query=level:error", masked);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (words, filter));
    }

    private async Task<CreatedProject> SendHerAsync()
    {
        var project = await fixture.ProjectAsync();
        var now = TimeProvider.System.GetUtcNow();
        var seconds = now.ToUnixTimeMilliseconds() / 1000.0 - 5;
        var user = $$$"""{"id":"{{{She}}}-42","username":"{{{She}}}","email":"{{{She}}}@example.org"}""";
        var contexts = $$$"""{"trace":{"trace_id":"{{{Trace}}}","span_id":"00f067aa0ba902b7","op":"http.server","status":"ok","data":{"http.request.method":"GET","customer":"{{{She}}}"} } }""";
        var error = $$$"""
            {"event_id":"{{{Guid.NewGuid():n}}}","timestamp":{{{seconds}}},"platform":"python","level":"error","transaction":"/orders/","user":{{{user}}},"tags":{"customer":"{{{She}}}"},"extra":{"who":"{{{She}}}"},
            "contexts":{{{contexts}}},"breadcrumbs":{"values":[{"message":"hello {{{She}}}"}]},"request":{"url":"https://shop.example.org/orders/","method":"GET","headers":{"X-Who":"{{{She}}}"},"data":"{{{She}}}"},
            "exception":{"values":[{"type":"OutOfStock","value":"nothing left for {{{She}}}","stacktrace":{"frames":[{"filename":"shop/views.py","function":"order","lineno":7,"in_app":true,"vars":{"who":"{{{She}}}"}}]}}]}}
            """.ReplaceLineEndings("");
        var transaction = $$$"""
            {"event_id":"{{{Guid.NewGuid():n}}}","type":"transaction","platform":"python","transaction":"/orders/","transaction_info":{"source":"route"},"start_timestamp":{{{seconds}}},"timestamp":{{{seconds + 1}}},"user":{{{user}}},
            "contexts":{{{contexts}}},"tags":{"customer":"{{{She}}}"},"spans":[{"span_id":"00f067aa0ba90201","parent_span_id":"00f067aa0ba902b7","trace_id":"{{{Trace}}}","op":"db","start_timestamp":{{{seconds}}},"timestamp":{{{seconds + 0.5}}},
            "description":"SELECT * FROM orders WHERE who = '{{{She}}}'","data":{"db.system":"sqlite","customer":"{{{She}}}"}}]}
            """.ReplaceLineEndings("");
        var log = $$$"""{"items":[{"timestamp":{{{seconds}}},"level":"error","body":"the basket of {{{She}}} is empty","trace_id":"{{{Trace}}}","attributes":{"user.id":{"value":"{{{She}}}-42","type":"string"},"customer":{"value":"{{{She}}}","type":"string"} } }]}""";
        var items = new[] { ("\"event\"", error), ("\"transaction\"", transaction), ("\"log\",\"item_count\":1,\"content_type\":\"application/vnd.sentry.items.log+json\"", log) };
        var envelope = "{}\n" + string.Concat(items.Select(static item => $$$"""{"type":{{{item.Item1}}},"length":{{{Encoding.UTF8.GetByteCount(item.Item2)}}}}""" + $"\n{item.Item2}\n"));
        using var sentry = await fixture.EnvelopeAsync(project, Encoding.UTF8.GetBytes(envelope));
        Assert.True(sentry.IsSuccessStatusCode, await sentry.Content.ReadAsStringAsync(Cancellation));

        var time = now.AddSeconds(-5).ToString("O");
        var batch = $$$"""
            {"batch":[{"type":"identify","messageId":"{{{Guid.NewGuid():n}}}","userId":"{{{She}}}-42","timestamp":"{{{time}}}","traits":{"name":"{{{She}}}","email":"{{{She}}}@example.org"}},
            {"type":"page","messageId":"{{{Guid.NewGuid():n}}}","userId":"{{{She}}}-42","timestamp":"{{{time}}}","properties":{"path":"/","customer":"{{{She}}}"}},
            {"type":"track","messageId":"{{{Guid.NewGuid():n}}}","userId":"{{{She}}}-42","event":"bought","timestamp":"{{{time}}}","properties":{"customer":"{{{She}}}"}}]}
            """;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = new StringContent(batch, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(project.WriteKey + ":")));
        using var segment = await fixture.Server.Http.SendAsync(request, Cancellation);
        Assert.True(segment.IsSuccessStatusCode, await segment.Content.ReadAsStringAsync(Cancellation));
        foreach (var (table, rows) in ((string, long)[])[("errors", 1), ("logs", 1), ("spans", 2), ("events", 3)])
            await Eventually.EqualAsync(rows, () => fixture.Server.CountAsync(project, $"SELECT count() FROM {table}"));
        return project;
    }

    private async Task<List<(string Id, string Path)>> OperationsAsync(CreatedProject project)
    {
        var document = JsonNode.Parse(await fixture.Server.Http.GetStringAsync("/openapi/v1.json", Cancellation))!;
        var (_, issues) = await ReadAsync($"/api/v1/projects/{project.Id}/issues?status=all", project.ApiToken);
        var issue = JsonDocument.Parse(issues).RootElement.GetProperty("issues")[0].GetProperty("id").ToString();
        return
        [
            .. from path in document["paths"]!.AsObject()
               where path.Key.Contains("{id}", StringComparison.Ordinal) && path.Value!["get"] is not null
               let id = path.Value!["get"]!["operationId"]!.GetValue<string>()
               where id != Stream
               select (id, $"{Address(path.Key, project, issue)}?{Examples.GetValueOrDefault(id)}"),
        ];
    }

    private static string Address(string path, CreatedProject project, string issue) => path.Replace("{id}", $"{project.Id}", StringComparison.Ordinal).Replace("{monitor}", "1", StringComparison.Ordinal).Replace("{issue}", issue, StringComparison.Ordinal)
        .Replace("{trace}", Trace, StringComparison.Ordinal).Replace("{eventId}", "latest", StringComparison.Ordinal).Replace("{hash}", new string('0', 64), StringComparison.Ordinal);

    private async Task<(HttpStatusCode Status, string Body)> ReadAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await fixture.Server.Http.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<string> TokenAsync(CreatedProject project, string scopes)
    {
        var (code, output, error) = await PaddockProcess.RunAsync("token", "create", project.Slug, "--scopes", scopes, "--data", fixture.Server.Data);
        Assert.True(code == 0, error);
        return output.Trim();
    }
}
