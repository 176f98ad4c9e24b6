using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Paddock.ProcessTests.Api;

/// <summary>What the running program answers is what it says of itself: every GET of its document is asked on the demo.</summary>
[Collection<DemoCollection>]
public sealed class ApiConformanceTests(DemoServer demo)
{
    private const string Range = "range=30d";

    /// <summary>What to ask where an operation needs to be told something; {name} is a value that another answer had.</summary>
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["listTopValues"] = "by=source",
        ["getFunnel"] = "step=$pageview&step=order+placed",
        ["getRetention"] = "first=$pageview&then=$pageview",
        ["getStory"] = "person=customer-1",
        ["listPersonNames"] = "person=customer-1&person=customer-2",
        ["getDifference"] = "of=requests&query=outcome:failed",
        ["find"] = "text=customer",
        ["getMetric"] = "name=shop_orders_total",
    };

    // A stream does not end, the demo has no file, and an export is one.
    private static readonly string[] Without = ["followNews", "getBlob", "exportIssues"];

    [Fact]
    public async Task Every_answer_has_the_shape_that_the_document_gives_it()
    {
        var document = JsonNode.Parse(await demo.Server.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        var shapes = new JsonShape(document);
        using var person = await demo.SignInAsync();
        var issue = (await GetAsync(person, $"/api/v1/projects/{demo.Shop.Id}/issues?{Range}")).GetProperty("issues")[0].GetProperty("id").ToString();
        var trace = (await GetAsync(person, $"/api/v1/projects/{demo.Shop.Id}/requests/samples?{Range}")).GetProperty("requests")[0].GetProperty("traceId").GetString()!;
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            if (item!["get"] is not { } operation || Without.Contains(operation["operationId"]!.GetValue<string>())) continue;
            var id = operation["operationId"]!.GetValue<string>();
            var address = path.Replace("{id}", $"{demo.Shop.Id}", StringComparison.Ordinal).Replace("{monitor}", "1", StringComparison.Ordinal).Replace("{issue}", issue, StringComparison.Ordinal)
                .Replace("{trace}", trace, StringComparison.Ordinal).Replace("{eventId}", "latest", StringComparison.Ordinal).Replace("{release}", "shop@1.5.0", StringComparison.Ordinal);
            using var answer = await person.GetAsync($"{address}?{Range}&{Examples.GetValueOrDefault(id)}", TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.OK && answer.Headers.ETag is not null, $"{id}: {(int)answer.StatusCode}, ETag {answer.Headers.ETag}: give it an example here, or let its group have what all have (MapApi).");
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            wrong.AddRange(shapes.Wrong(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"], body, id).Take(5));
            asked++;
        }
        Assert.Empty(wrong);
        Assert.InRange(asked, 20, int.MaxValue);
    }

    [Theory]
    [InlineData("people", "people", "id", "SELECT uniqExact(person_id) FROM events WHERE distinct_id != '' AND bot = '' AND {range}")]
    [InlineData("analytics/top?by=page&limit=7", "rows", "value", "SELECT uniqExact(url_path) FROM events WHERE name = '$pageview' AND bot = '' AND {range}")]
    [InlineData("requests/samples?which=failed", "requests", "traceId", "SELECT count() FROM spans WHERE is_root = 1 AND http_status >= 500 AND {range}")]
    [InlineData("product/events", "events", "name", "SELECT uniqExact(name) FROM events WHERE bot = '' AND (NOT startsWith(name, '$') OR name = '$pageview') AND {range}")]
    [InlineData("requests", "transactions", "name", "SELECT uniqExact(transaction) FROM spans WHERE is_root = 1 AND {range}")]
    [InlineData("issues?status=all", "issues", "id", "SELECT uniqExact(issue_id) FROM errors WHERE {range}")]
    public async Task The_pages_of_a_list_hold_each_row_once(string list, string rows, string name, string counted)
    {
        var (from, to) = (TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-21), TimeProvider.System.GetUtcNow().UtcDateTime.Date);
        using var http = await demo.SignInAsync();
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await GetAsync(http, $"/api/v1/projects/{demo.Shop.Id}/{list}{(list.Contains('?') ? '&' : '?')}range={from:yyyy-MM-dd}T00:00Z..{to:yyyy-MM-dd}T00:00Z{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.GetProperty(rows).EnumerateArray().Select(row => row.GetProperty(name).ToString()));
            cursor = page.GetProperty("next").GetString();
        }
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(await demo.Server.CountAsync(demo.Shop, counted.Replace("{range}", $"time >= '{from:yyyy-MM-dd} 00:00:00' AND time < '{to:yyyy-MM-dd} 00:00:00'", StringComparison.Ordinal)), seen.Count);
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path} {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
