using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>PostHog's, Mixpanel's, GA4's, Keen's and Kissmetrics' clients against the real program.</summary>
public sealed class ProductDoorsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string PostHog = """{"api_key":"KEY","event":"A","distinct_id":"u"}""";
    private const string Ga4 = """{"client_id":"u","events":[{"name":"A"}]}""";
    private const string Mixpanel = """{"event":"A","properties":{"token":"KEY","distinct_id":"u"}}""";

    [Fact]
    public async Task What_real_clients_sent_is_found_with_all_they_said()
    {
        var project = await fixture.ProjectAsync();
        foreach (var recorded in RecordedRequest.All.Where(static recorded => recorded.Name.StartsWith("posthog", StringComparison.Ordinal) || recorded.Name.StartsWith("mixpanel", StringComparison.Ordinal)))
        {
            using var request = recorded.To(project);
            using var answer = await fixture.Server.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, recorded.Name);
        }
        await Eventually.EqualAsync(
            "mixpanel $alias u-42;mixpanel $group;mixpanel A u-42;mixpanel B u-43;mixpanel Order Completed u-42 129.9 CHF [Filtered];"
            + "posthog $alias u-42;posthog $feature_flag_called u-42;posthog $group u-42;posthog $identify u-42;posthog Order Completed u-42 129.9 CHF /checkout/done newsletter [Filtered]",
            async () => string.Join(';', (await fixture.Server.SqlAsync(project, """
                SELECT arrayStringConcat(arrayFilter(part -> part != '', [receiver, name, distinct_id, if(revenue = 0, '', toString(revenue)), currency, url_path, utm_source, attributes['password']]), ' ') FROM events
                """)).Select(static row => row[0].ToString()).Order(StringComparer.Ordinal)));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project,
            "SELECT count() FROM people WHERE person_id = 'u-42' AND properties['plan'] = 'pro' AND properties['email'] = 'ann@example.com' AND properties['orders'] = '2' AND properties['first'] = 'yes'"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "unsupported_operation"));
        await Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    public static TheoryData<string, string, string, int, string> Ways => new()
    {
        // path, how the body comes, the body, status and answer
        { "/batch/", "json", "{\"api_key\":\"KEY\",\"batch\":[" + PostHog + "]}", 200, """{"status":"Ok"}""" },
        { "/e/", "gzip-as-text", PostHog, 200, """{"status":"Ok"}""" },
        { "/i/v0/e/", "gzip", PostHog, 200, """{"status":"Ok"}""" },
        { "/capture", "form", PostHog, 200, """{"status":"Ok"}""" },
        { "/in/posthog/e", "json", PostHog, 200, """{"status":"Ok"}""" },
        { "/track", "query", Mixpanel, 200, "1" },
        { "/track/?verbose=1", "form", Mixpanel, 200, """{"status":1,"error":null}""" },
        { "/track", "json", $"[{Mixpanel}]", 200, "1" },
        { "/in/mixpanel/track", "json", Mixpanel, 200, "1" },
        { "/import?strict=1", "json", $"[{Mixpanel}]", 200, """{"code":200,"num_records_imported":1,"status":"OK"}""" },
        { "/mp/collect?measurement_id=G-1&api_secret=KEY", "json", Ga4, 204, "" },
        { "/in/ga4/mp/collect?api_secret=KEY", "gzip", Ga4, 204, "" },
        { "/3.0/projects/shop/events/A?api_key=KEY", "json", """{"user_id":"u"}""", 201, """{"created":true}""" },
        { "/3.0/projects/shop/events/A?api_key=KEY", "query", """{"user_id":"u"}""", 201, """{"created":true}""" },
        { "/in/keen/3.0/projects/shop/events?api_key=KEY", "json", """{"A":[{"user_id":"u"},7]}""", 200, """{"A":[{"success":true},{"success":false,"error":{"name":"malformed_message","description":"the event was not kept"}}]}""" },
        { "/e?_k=KEY&_p=u&_n=A", "get", "", 200, "GIF89a" },
        { "/in/kissmetrics/e?_k=KEY&_p=u&_n=A&plan=pro", "get", "", 200, "GIF89a" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_form_of_a_request_is_understood(string path, string way, string body, int status, string expected)
    {
        var project = await fixture.ProjectAsync();
        string Ours(string text) => text.Replace("KEY", project.WriteKey, StringComparison.Ordinal);
        var json = Ours(body);
        var base64 = Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
        var isGet = way is "query" or "get";
        using var request = new HttpRequestMessage(isGet ? HttpMethod.Get : HttpMethod.Post, Ours(path) + (way == "query" ? $"{(path.Contains('?') ? '&' : '?')}ip=0&data={base64}" : ""));
        if (!isGet) request.Content = way switch
        {
            "form" => new StringContent($"data={base64}", Encoding.UTF8, "application/x-www-form-urlencoded"),
            "gzip" or "gzip-as-text" => new ByteArrayContent(Gzip(json)),
            _ => new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (way == "gzip") request.Content!.Headers.ContentEncoding.Add("gzip");
        request.Headers.TryAddWithoutValidation("Origin", "https://shop.example.com");
        using var answer = await fixture.Server.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, expected), ((int)answer.StatusCode, text.StartsWith("GIF89a", StringComparison.Ordinal) ? "GIF89a" : text));
        Assert.Contains(answer.Headers.GetValues("Access-Control-Allow-Origin").Single(), (string[])["*", "https://shop.example.com"]);
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM events WHERE name = 'A' AND distinct_id = 'u'"));
    }

    [Theory]
    [InlineData("/batch", "{\"api_key\":\"KEY\",\"batch\":[", 400, "malformed_request")]
    [InlineData("/batch", "{\"api_key\":\"KEY\",\"batch\":[7,{\"event\":\"kept\",\"distinct_id\":\"u\"}]}", 200, "malformed_message")]
    [InlineData("/e", "{\"api_key\":\"KEY\",\"event\":\"a\"}", 200, "no_id")]
    [InlineData("/track", "{", 400, "malformed_request")]
    [InlineData("/track", "[7,{\"event\":\"kept\",\"properties\":{\"token\":\"KEY\",\"distinct_id\":\"u\"}}]", 200, "malformed_message")]
    [InlineData("/engage", "{\"$token\":\"KEY\",\"$distinct_id\":\"u\",\"$append\":{\"a\":1}}", 200, "unsupported_operation")]
    [InlineData("/mp/collect", "{\"client_id\":\"1\",\"events\":[{\"name\":\"kept\"},{}]}", 204, "no_name")]
    [InlineData("/mp/collect", "[]", 400, "malformed_request")]
    [InlineData("/3.0/projects/p/events/c", "7", 400, "malformed_request")]
    [InlineData("/3.0/projects/p/events/$c", "{}", 400, "reserved_name")]
    [InlineData("/3.0/projects/p/events", "{\"kept\":[{},7]}", 200, "malformed_message")]
    [InlineData("/in/kissmetrics/s", "", 200, "no_id")]
    [InlineData("/import", "[{\"event\":\"a\",\"properties\":{\"token\":\"KEY\"}}]", 400, "no_id")]
    public async Task What_is_bad_has_a_line_in_the_ledger_and_its_neighbours_are_kept(string path, string body, int status, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await fixture.Server.Http.PostAsync($"{path}?key={project.WriteKey}", new StringContent(body.Replace("KEY", project.WriteKey, StringComparison.Ordinal)));
        Assert.Equal(status, (int)answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
        if (body.Contains("kept", StringComparison.Ordinal)) await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM events WHERE name = 'kept'"));
    }

    [Theory]
    [InlineData("/e", PostHog)]
    [InlineData("/track", Mixpanel)]
    [InlineData("/mp/collect?api_secret=KEY", Ga4)]
    [InlineData("/3.0/projects/p/events/c?api_key=KEY", "{}")]
    [InlineData("/e?_p=u&_n=a&_k=KEY", "")]
    public async Task A_wrong_key_and_none_are_refused(string path, string body)
    {
        using var unknown = await fixture.Server.Http.PostAsync(path.Replace("KEY", new string('0', 32), StringComparison.Ordinal), new StringContent(body.Replace("KEY", new string('0', 32), StringComparison.Ordinal)));
        using var none = await fixture.Server.Http.PostAsync(path.Replace("KEY", "", StringComparison.Ordinal), new StringContent(body.Replace("KEY", "", StringComparison.Ordinal)));
        Assert.Equal((401, 401), ((int)unknown.StatusCode, (int)none.StatusCode));
    }

    [Fact]
    public async Task PostHogs_clients_are_told_that_there_are_no_flags()
    {
        using var flags = await fixture.Server.Http.PostAsync("/flags/?v=2", new StringContent("""{"api_key":"0","distinct_id":"u"}"""));
        var answer = JsonSerializer.Deserialize<JsonElement>(await flags.Content.ReadAsStringAsync());
        Assert.Equal((0, false), (answer.GetProperty("flags").EnumerateObject().Count(), answer.GetProperty("errorsWhileComputingFlags").GetBoolean()));
        Assert.False(JsonSerializer.Deserialize<JsonElement>(await fixture.Server.Http.GetStringAsync("/array/0123/config")).GetProperty("sessionRecording").GetBoolean());
        Assert.StartsWith("(function(){", await fixture.Server.Http.GetStringAsync("/array/0123/config.js"), StringComparison.Ordinal);
        Assert.Equal("""{"flags":[],"group_type_mapping":{},"cohorts":{}}""", await fixture.Server.Http.GetStringAsync("/flags/definitions"));
    }

    [Fact]
    public async Task Googles_validation_tells_what_is_wrong_and_keeps_nothing()
    {
        var project = await fixture.ProjectAsync();
        using var answer = await fixture.Server.Http.PostAsync($"/debug/mp/collect?api_secret={project.WriteKey}", new StringContent("""{"client_id":"1","events":[{"name":"_bad"}]}"""));
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("validationMessages")[0];
        Assert.Equal("events NAME_INVALID", $"{problem.GetProperty("fieldPath").GetString()} {problem.GetProperty("validationCode").GetString()}");
        using var good = await fixture.Server.Http.PostAsync("/debug/mp/collect", new StringContent(Ga4));
        Assert.Equal("""{"validationMessages":[]}""", await good.Content.ReadAsStringAsync());
        Assert.Equal(0, await fixture.Server.CountAsync(project, "SELECT count() FROM events"));
    }

    private static byte[] Gzip(string text)
    {
        var target = new MemoryStream();
        using (var stream = new GZipStream(target, CompressionLevel.Fastest)) stream.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
