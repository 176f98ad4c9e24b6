using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Paddock.Testing;
using static Paddock.Testing.OtlpRequests;

namespace Paddock.ProcessTests;

/// <summary>What the page of metrics says of samples whose truth is known: restarts, gaps, labels, quantiles.</summary>
public sealed class MetricsPageTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60).AddMinutes(-20);
    private static readonly string Range = $"range={Start:yyyy-MM-dd'T'HH:mm'Z'}..{Start.AddMinutes(10):yyyy-MM-dd'T'HH:mm'Z'}";

    [Fact]
    public async Task Counters_are_rates_and_histograms_quantiles_and_what_is_not_known_is_not_drawn()
    {
        var project = await fixture.ProjectAsync();
        await SendAsync(project, Metrics(
            Metric("sold", 7, "sum", Points(
                Sample(-30, 100, "a"), Sample(30, 130, "a"), Sample(90, 10, "a"), Sample(210, 40, "a"),
                Sample(30, 5, "b"), Sample(90, 11, "b")).Int(2, "aggregationTemporality", 2).Int(3, "isMonotonic", 1)),
            Metric("queue", 5, "gauge", Points(Sample(10, 4, "a"), Sample(20, 8, "a"), Sample(20, -2, "b"), Sample(70, double.NaN, "a"))),
            Metric("paid", 9, "histogram", Points(Histogram(-30, 0, 0, 0), Histogram(30, 5, 5, 0)).Int(2, "aggregationTemporality", 2))));

        var list = await GetAsync(project, $"metrics?{Range}");
        Assert.Equal(["paid histogram s 5", "queue gauge s 2", "sold counter s 2"], list.GetProperty("metrics").EnumerateArray().Select(static metric =>
            $"{metric.GetProperty("name")} {metric.GetProperty("type")} {metric.GetProperty("unit")} {metric.GetProperty("series")}"));
        Assert.Equal([-2, 8], Numbers(list.GetProperty("metrics")[1], "least", "most"));
        Assert.Equal(1, (await GetAsync(project, $"metrics?{Range}&query=label:b+que")).GetProperty("total").GetInt32());

        // 30 in a minute; a fall is a start from zero; no sample in the third minute, and none after the fourth.
        var sold = await GetAsync(project, $"metrics/graph?{Range}&name=sold");
        Assert.Equal(Rounded(0.5, 16 / 60.0, null, 0.25, null), Line(sold, ""));
        Assert.Equal(1, sold.GetProperty("restarts").GetInt32());
        var byLabel = await GetAsync(project, $"metrics/graph?{Range}&name=sold&by=label");
        Assert.Equal([null, 0.1, null, null, null], Line(byLabel, "b"));
        Assert.Equal(Rounded(0.5, 10 / 60.0, null, 0.25, null), Line(await GetAsync(project, $"metrics/graph?{Range}&name=sold&query=!label:b"), ""));

        foreach (var (show, value) in new (string, double)[] { ("avg", 2), ("min", -2), ("max", 8), ("sum", 4) })
        {
            var queue = await GetAsync(project, $"metrics/graph?{Range}&name=queue&show={show}");
            Assert.Equal([value, null, null, null, null], Line(queue, ""));
            Assert.Equal(1, queue.GetProperty("noNumbers").GetInt32());
        }

        var paid = await GetAsync(project, $"metrics/graph?{Range}&name=paid");
        Assert.Equal([0.1, null, null, null, null], Line(paid, "p50"));
        Assert.Equal(Rounded(0.46, null, null, null, null), Line(paid, "p95"));
        Assert.Equal(Rounded(10 / 60.0, null, null, null, null), Line(await GetAsync(project, $"metrics/graph?{Range}&name=paid&show=rate"), ""));
        await GetAsync(project, $"metrics/graph?{Range}&name=paid&show=sum", HttpStatusCode.BadRequest);
        await GetAsync(project, $"metrics/graph?{Range}&name=nothing", HttpStatusCode.NotFound);
    }

    private static OtlpMessage Sample(int second, double value, string label) =>
        new OtlpMessage().Fixed(3, "timeUnixNano", At(second)).Double(4, "asDouble", value).Messages(7, "attributes", [Attribute("label", label)]);

    private static OtlpMessage Histogram(int second, params ulong[] counts) => new OtlpMessage()
        .Fixed(3, "timeUnixNano", At(second)).Fixed(4, "count", counts.Aggregate(0UL, static (sum, count) => sum + count)).Double(5, "sum", 1).Fixeds(6, "bucketCounts", counts).Doubles(7, "explicitBounds", 0.1, 0.5);

    private static ulong At(int second) => (ulong)Start.AddSeconds(second).ToUnixTimeMilliseconds() * 1_000_000;

    private static double?[] Line(JsonElement graph, string name) =>
        [.. graph.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("name").GetString() == name).GetProperty("values").EnumerateArray().Take(5).Select(Number)];

    // Sums of doubles end in other digits than their result written down.
    private static double?[] Rounded(params double?[] values) => [.. values.Select(static value => value is { } number ? Math.Round(number, 12) : (double?)null)];

    private static double?[] Numbers(JsonElement of, params string[] names) => [.. names.Select(name => Number(of.GetProperty(name)))];

    private static double? Number(JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : Math.Round(value.GetDouble(), 12);

    private async Task SendAsync(CreatedProject project, OtlpMessage request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/v1/metrics") { Content = new ByteArrayContent(request.Protobuf()) };
        message.Content.Headers.ContentType = new("application/x-protobuf");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.WriteKey);
        using var answer = await fixture.Server.Http.SendAsync(message);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(20, () => fixture.Server.CountAsync(project, "SELECT count() FROM samples"));
    }

    private async Task<JsonElement> GetAsync(CreatedProject project, string question, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/{question}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 ? JsonDocument.Parse(text).RootElement : default;
    }
}
