using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>PostHog's and Mixpanel's clients against the real program.</summary>
public sealed class ProductDoorsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string PostHog = """{"api_key":"KEY","event":"A","distinct_id":"u"}""";
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

    public static TheoryData<string, string, string, string> Ways => new()
    {
        // path, how the body comes, the body, the answer
        { "/batch/", "json", "{\"api_key\":\"KEY\",\"batch\":[" + PostHog + "]}", """{"status":"Ok"}""" },
        { "/e/", "gzip-as-text", PostHog, """{"status":"Ok"}""" },
        { "/i/v0/e/", "gzip", PostHog, """{"status":"Ok"}""" },
        { "/capture", "form", PostHog, """{"status":"Ok"}""" },
        { "/in/posthog/e", "json", PostHog, """{"status":"Ok"}""" },
        { "/track", "query", Mixpanel, "1" },
        { "/track/?verbose=1", "form", Mixpanel, """{"status":1,"error":null}""" },
        { "/track", "json", $"[{Mixpanel}]", "1" },
        { "/in/mixpanel/track", "json", Mixpanel, "1" },
        { "/import?strict=1", "json", $"[{Mixpanel}]", """{"code":200,"num_records_imported":1,"status":"OK"}""" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_form_of_a_request_is_understood(string path, string way, string body, string expected)
    {
        var project = await fixture.ProjectAsync();
        var json = body.Replace("KEY", project.WriteKey, StringComparison.Ordinal);
        var base64 = Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
        using var request = new HttpRequestMessage(way == "query" ? HttpMethod.Get : HttpMethod.Post, way == "query" ? $"{path}?ip=0&data={base64}" : path);
        if (way != "query") request.Content = way switch
        {
            "form" => new StringContent($"data={base64}", Encoding.UTF8, "application/x-www-form-urlencoded"),
            "gzip" or "gzip-as-text" => new ByteArrayContent(Gzip(json)),
            _ => new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (way == "gzip") request.Content!.Headers.ContentEncoding.Add("gzip");
        request.Headers.TryAddWithoutValidation("Origin", "https://shop.example.com");
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("https://shop.example.com", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM events WHERE name = 'A' AND distinct_id = 'u'"));
    }

    [Theory]
    [InlineData("/batch", "{\"api_key\":\"KEY\",\"batch\":[", 400, "malformed_request")]
    [InlineData("/batch", "{\"api_key\":\"KEY\",\"batch\":[7,{\"event\":\"kept\",\"distinct_id\":\"u\"}]}", 200, "malformed_message")]
    [InlineData("/e", "{\"api_key\":\"KEY\",\"event\":\"a\"}", 200, "no_id")]
    [InlineData("/track", "{", 400, "malformed_request")]
    [InlineData("/track", "[7,{\"event\":\"kept\",\"properties\":{\"token\":\"KEY\",\"distinct_id\":\"u\"}}]", 200, "malformed_message")]
    [InlineData("/engage", "{\"$token\":\"KEY\",\"$distinct_id\":\"u\",\"$append\":{\"a\":1}}", 200, "unsupported_operation")]
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
    public async Task A_wrong_key_and_none_are_refused(string path, string body)
    {
        using var unknown = await fixture.Server.Http.PostAsync(path, new StringContent(body.Replace("KEY", new string('0', 32), StringComparison.Ordinal)));
        using var none = await fixture.Server.Http.PostAsync(path, new StringContent(body.Replace("KEY", "", StringComparison.Ordinal)));
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

    private static byte[] Gzip(string text)
    {
        var target = new MemoryStream();
        using (var stream = new GZipStream(target, CompressionLevel.Fastest)) stream.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
