using System.Net;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What Sentry's clients send, and what they must never be able to do, against the real program.</summary>
public sealed class SentryDoorTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task An_error_is_a_row_and_an_issue_and_a_line_of_the_ledger()
    {
        var project = await fixture.ProjectAsync();
        var id = Some.EventId();
        using var answer = await fixture.EnvelopeAsync(project, Some.Envelope(("event", Some.Event(id, "ZeroDivisionError", "division by zero"))));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(id, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetString());

        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
        var row = (await fixture.Server.SqlAsync(project, "SELECT event_id, type, value, culprit, handled, issue_id FROM errors"))[0];
        Assert.Equal(id, row[0].GetString());
        Assert.Equal("ZeroDivisionError", row[1].GetString());
        Assert.Equal("division by zero", row[2].GetString());
        Assert.Equal("no", row[4].GetString());
        var issue = (await fixture.Server.SqlAsync(project, "SELECT issue_id, title, times_seen FROM issues"))[0];
        Assert.Equal(row[5].ToString(), issue[0].ToString());
        Assert.Equal("ZeroDivisionError", issue[1].GetString());
        Assert.Equal("1", issue[2].ToString());
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "stored"));
    }

    [Theory]
    [InlineData("header")]
    [InlineData("authorization")]
    [InlineData("query")]
    [InlineData("dsn")]
    public async Task Every_way_of_giving_the_key_opens_the_door(string way)
    {
        var project = await fixture.ProjectAsync();
        var header = way == "dsn" ? JsonSerializer.Serialize(new { dsn = project.Dsn }) : "{}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/envelope/{(way == "query" ? $"?sentry_version=7&sentry_key={project.WriteKey}" : "")}")
        {
            Content = new ByteArrayContent(Some.Envelope(header, ("event", Some.Event()))),
        };
        if (way == "header") request.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7,sentry_client=x/1,sentry_key={project.WriteKey}");
        if (way == "authorization") request.Headers.TryAddWithoutValidation("Authorization", $"Sentry sentry_key={project.WriteKey}, sentry_version=7");
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
    }

    [Fact]
    public async Task Every_encoding_is_read()
    {
        var project = await fixture.ProjectAsync();
        (string? Name, Func<byte[], byte[]> Encode)[] encodings =
            [(null, static bytes => bytes), ("gzip", Some.Gzip), ("br", Some.Brotli), ("deflate", Some.Zlib), ("deflate", Some.Deflate), ("zstd", Some.Zstandard)];
        foreach (var (name, encode) in encodings)
        {
            using var answer = await fixture.EnvelopeAsync(project, encode(Some.Envelope(("event", Some.Event()))), name);
            Assert.True(answer.IsSuccessStatusCode, name);
        }
        await Eventually.EqualAsync(encodings.Length, () => fixture.ErrorsAsync(project));
    }

    [Fact]
    public async Task An_old_sdk_posts_to_store()
    {
        var project = await fixture.ProjectAsync();
        using var answer = await fixture.StoreAsync(project, Some.Event());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
    }

    [Fact]
    public async Task A_browser_on_any_site_may_send()
    {
        var project = await fixture.ProjectAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"/api/{project.Id}/envelope/");
        preflight.Headers.TryAddWithoutValidation("Origin", "https://shop.example.com");
        preflight.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
        using var answer = await fixture.Server.Http.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task An_event_that_is_sent_twice_is_stored_once()
    {
        var project = await fixture.ProjectAsync();
        var body = Some.Envelope(("event", Some.Event()));
        for (var time = 0; time < 3; time++)
        {
            using var answer = await fixture.EnvelopeAsync(project, body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        await Eventually.EqualAsync(2, () => fixture.LedgerAsync(project, "duplicate"));
        Assert.Equal(1, await fixture.ErrorsAsync(project));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "stored"));
        await Eventually.EqualAsync(3, () => fixture.LedgerAsync(project, "received"));
    }

    [Fact]
    public async Task What_has_no_room_is_counted_and_never_fails_its_neighbours()
    {
        var project = await fixture.ProjectAsync();
        var body = Some.Envelope(("profile", "{}"), ("replay_event", "{}"), ("something-of-tomorrow", "??"), ("event", Some.Event()), ("profile_chunk", "{}"));
        using var answer = await fixture.EnvelopeAsync(project, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
        await Eventually.EqualAsync(3, () => fixture.LedgerAsync(project, "filtered", "no_room_yet"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "filtered", "unknown_item_type"));
    }

    [Fact]
    public async Task A_half_bad_envelope_keeps_its_good_half()
    {
        var project = await fixture.ProjectAsync();
        var good = Some.Envelope(("event", Some.Event()));
        var body = Encoding.UTF8.GetBytes("{}\n{\"type\":\"event\",\"length\":9}\n{\"broken\":\n").Concat(good.Skip(3)).Concat("{\"type\":\"log\",\"length\":5000}\ncut off"u8.ToArray()).ToArray();
        using var answer = await fixture.EnvelopeAsync(project, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_item"));
    }

    public static TheoryData<string, int, string> BadBodies => new()
    {
        { "not an envelope", 400, "malformed_envelope" },
        { "", 400, "malformed_envelope" },
        { "{}\n{\"type\":\"event\",\"length\":3}\n[1]", 400, "malformed_event" },
        { "{}\n{\"type\":\"event\"}\n{\"exception\":", 400, "malformed_event" },
        { "{}\n{\"type\":\"event\",\"length\":400000}\n{}", 400, "malformed_item" },
        { "{}\n{\"type\":\"event\"}\n" + Some.Event(timestamp: "1970-01-02T00:00:00Z"), 400, "too_old" },
        { "{}\n{\"type\":\"event\"}\n" + Some.Event(timestamp: "2100-01-01T00:00:00Z"), 400, "in_future" },
    };

    [Theory]
    [MemberData(nameof(BadBodies), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_body_gets_a_clear_answer_and_a_line_in_the_ledger(string body, int status, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await fixture.EnvelopeAsync(project, Encoding.UTF8.GetBytes(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(reason, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("reason").GetString());
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "received"));
        Assert.Equal(0, await fixture.ErrorsAsync(project));
    }

    [Fact]
    public async Task A_million_empty_items_cost_their_neighbour_nothing()
    {
        var project = await fixture.ProjectAsync();
        var items = Some.Envelope(("event", Some.Event())).Concat(Enumerable.Repeat("{\"type\":\"x\"}\n\n"u8.ToArray(), 1_000_000).SelectMany(static item => item)).ToArray();
        using var answer = await fixture.EnvelopeAsync(project, items);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "too_many_items"));
    }

    [Fact]
    public async Task Nobody_opens_accounts_of_projects_that_do_not_exist()
    {
        var project = await fixture.ProjectAsync();
        using var answer = await fixture.Server.Http.PostAsync("/api/777777/store/?sentry_key=ffffffffffffffffffffffffffffffff", new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var own = await fixture.Server.Http.PostAsync($"/api/{project.Id}/store/?sentry_key=ffffffffffffffffffffffffffffffff", new StringContent("{}"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "unknown_key"));
        using var later = await fixture.Server.Http.PostAsync("/api/v1/session", null);
        Assert.NotEqual(HttpStatusCode.InternalServerError, later.StatusCode);
    }

    public static TheoryData<string> Encodings => ["gzip", "br", "deflate", "zstd"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_bomb_is_stopped_at_its_limit(string encoding)
    {
        var project = await fixture.ProjectAsync();
        var bomb = new byte[8 << 20];
        "{\"extra\":\""u8.CopyTo(bomb);
        byte[] packed = encoding switch { "gzip" => Some.Gzip(bomb), "br" => Some.Brotli(bomb), "zstd" => Some.Zstandard(bomb), _ => Some.Zlib(bomb) };
        using var answer = await fixture.PostAsync($"/api/{project.Id}/store/", packed, project.WriteKey, encoding);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "body_too_large"));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_body_that_is_cut_off_is_refused(string encoding)
    {
        var project = await fixture.ProjectAsync();
        var body = Some.Envelope(("event", Some.Event()));
        byte[] packed = encoding switch { "gzip" => Some.Gzip(body), "br" => Some.Brotli(body), "zstd" => Some.Zstandard(body), _ => Some.Zlib(body) };
        using var answer = await fixture.EnvelopeAsync(project, packed[..(packed.Length / 2)], encoding);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_body"));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_counted_for_the_project_in_the_path()
    {
        var project = await fixture.ProjectAsync();
        var other = await fixture.ProjectAsync();
        var body = Some.Envelope(("event", Some.Event()));
        using var none = await fixture.PostAsync($"/api/{project.Id}/envelope/", body);
        using var unknown = await fixture.PostAsync($"/api/{project.Id}/envelope/", body, new string('0', 32));
        using var foreign = await fixture.PostAsync($"/api/{project.Id}/envelope/", body, other.WriteKey);
        using var bad = await fixture.PostAsync($"/api/{project.Id}/envelope/", body, "public");
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, bad.StatusCode);
        Assert.StartsWith("bad sentry DSN public key", bad.Headers.GetValues("X-Sentry-Error").Single(), StringComparison.Ordinal);
        foreach (var reason in (string[])["no_key", "unknown_key", "wrong_project", "bad_key"])
            await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
        Assert.Equal(0, await fixture.ErrorsAsync(project));
        Assert.Equal(0, await fixture.ErrorsAsync(other));
    }

    [Fact]
    public async Task Strange_but_readable_events_are_kept()
    {
        var project = await fixture.ProjectAsync();
        string[] events =
        [
            """{"message":"not a number","extra":{"rate":NaN,"limit":Infinity}}""",
            "{\"message\":\"many tags\",\"tags\":{" + string.Join(',', Enumerable.Range(0, 10_000).Select(static n => $"\"tag{n}\":\"{n}\"")) + "}}",
            """{"message":"lone \ud800 surrogate"}""",
            "{\"message\":\"deep\",\"extra\":{\"nest\":" + new string('[', 100_000) + new string(']', 100_000) + "}}",
            """{"message":12,"tags":[["a"],[1,2],"x"],"user":[],"exception":"none","level":"catastrophic"}""",
        ];
        foreach (var payload in events)
        {
            using var answer = await fixture.EnvelopeAsync(project, Some.Envelope(("event", payload)));
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {payload[..Math.Min(40, payload.Length)]}");
        }
        var invalidUtf8 = Some.Envelope(("event", """{"message":"caf#"}"""));
        invalidUtf8[Array.IndexOf(invalidUtf8, (byte)'#')] = 0xE9;
        using (var answer = await fixture.EnvelopeAsync(project, invalidUtf8)) Assert.True(answer.IsSuccessStatusCode);
        await Eventually.EqualAsync(events.Length + 1, () => fixture.ErrorsAsync(project));
    }
}
