using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Paddock.Testing;
using static Paddock.Testing.OtlpRequests;

namespace Paddock.ProcessTests;

/// <summary>What is well-formed and wrong all the same, at every door that takes it: what becomes of each record is in the ledger, and no neighbour is lost.</summary>
public sealed class BadInputTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Days = 120;
    private const int Kept = 90; // days that a project keeps by default

    // growth.md's list, and what programs make of it.
    private static readonly string[] IllegalIds =
        ["00000000-0000-0000-0000-000000000000", "anon", "anonymous", "nil", "none", "null", "n/a", "na", "undefined", "unknown", "0", "-1", "true", "false", "[]", "{}", "[object Object]", "NaN", "", " ", "'null'"];

    /// <param name="Requests">path and body, of the door's own form</param>
    /// <param name="Ledger">what became of the records, line by line: signal, outcome, reason, quantity</param>
    /// <param name="Question">over the rows</param>
    private sealed record Input(string Door, string What, Func<DateTimeOffset, IEnumerable<(string Path, byte[] Body)>> Requests, string Ledger, string Question = "", string Answer = "");

    private static readonly Input[] Inputs =
    [
        // A client's clock that is wrong by days. Who says when it sent is put right; a beacon counts from when it arrives; OpenTelemetry says nothing, so what is in the future is refused.
        new("sentry", "clock 3 days slow", now => [Error(now.AddDays(-3))], "errors stored 1", "SELECT count() FROM errors WHERE abs(dateDiff('second', time, received_at)) < 60", "1"),
        new("sentry", "clock 3 days fast", now => [Error(now.AddDays(3))], "errors stored 1", "SELECT count() FROM errors WHERE abs(dateDiff('second', time, received_at)) < 60", "1"),
        new("otlp", "clock 3 days slow", now => [Log(Logs(LogAt(now.AddDays(-3)), LogAt(now)))], "logs stored 2", "SELECT dateDiff('day', min(time), max(time)) FROM logs", "3"),
        new("otlp", "clock 3 days fast", now => [Log(Logs(LogAt(now.AddDays(3)), LogAt(now)))], "logs invalid in_future 1, logs stored 1"),
        new("script", "clock 3 days slow", _ => [Beacon(Event("a", age: TimeSpan.FromDays(3)))], "events stored 1", "SELECT count() FROM events WHERE time <= received_at", "1"),
        new("script", "clock 3 days fast", _ => [Beacon(Event("a", age: TimeSpan.FromDays(-3)))], "events stored 1", "SELECT count() FROM events WHERE time = received_at", "1"),
        new("segment", "clock 3 days slow", now => [Segment([Track("a", now.AddDays(-3))], sentAt: now.AddDays(-3))], "events stored 1", "SELECT count() FROM events WHERE abs(dateDiff('second', time, received_at)) < 60", "1"),
        new("segment", "clock 3 days fast", now => [Segment([Track("a", now.AddDays(3))], sentAt: now.AddDays(3))], "events stored 1", "SELECT count() FROM events WHERE abs(dateDiff('second', time, received_at)) < 60", "1"),

        // One batch over 120 days: as many partitions as weeks, and what is older than the project keeps is an outcome.
        new("sentry", "120 days", now => [Envelope("{}", Container("log", [.. Each(Days, day => $$"""{"timestamp":{{Seconds(now.AddDays(-day))}},"level":"info","body":"day {{day}}"}""")]))],
            $"logs invalid too_old {Days - Kept}, logs stored {Kept}", "SELECT uniqExact(toDate(time)) >= 90 FROM logs", "1"),
        new("otlp", "120 days", now => [Log(Logs([.. Each(Days, day => LogAt(now.AddDays(-day)))]))], $"logs invalid too_old {Days - Kept}, logs stored {Kept}", "SELECT uniqExact(toDate(time)) >= 90 FROM logs", "1"),
        new("segment", "120 days", now => [Segment([.. Each(Days, day => Track($"d{day}", now.AddDays(-day)))])], $"events invalid too_old {Days - Kept}, events stored {Kept}", "SELECT uniqExact(toDate(time)) >= 90 FROM events", "1"),

        // The same again, as after an answer that got lost: once, wherever the protocol has an id. A log line of OpenTelemetry has none.
        new("sentry", "twice", now => Twice(Error(now)), "errors duplicate 1, errors stored 1"),
        new("otlp", "twice", now => Twice(("/v1/traces", Spans(Span(Nanoseconds(now))).Json())), "spans duplicate 1, spans stored 1"),
        new("script", "twice", _ => Twice(Beacon(Event("a"), Event("b"))), "events duplicate 2, events stored 2"),
        new("script", "twice in one beacon", _ => [Beacon(Event("a"), Event("a"))], "events duplicate 1, events stored 1"),
        new("segment", "twice", now => Twice(Segment([Track("a", now), Track("b", now)])), "events duplicate 2, events stored 2"),

        // Ten thousand keys: the first are kept.
        new("sentry", "10,000 keys", now => [Envelope("{}", Container("log", $$"""{"timestamp":{{Seconds(now)}},"body":"many","attributes":{{{Keys(number => $$"""{"value":{{number}},"type":"integer"}""")}}} }"""))],
            "logs stored 1", "SELECT length(attributes) BETWEEN 1 AND 200 FROM logs", "1"),
        new("otlp", "10,000 keys", now => [Log(Logs(LogAt(now, [.. Each(10_000, number => Attribute($"key{number}", Text($"{number}")))])))], "logs stored 1", "SELECT length(attributes) BETWEEN 1 AND 200 FROM logs", "1"),
        new("script", "10,000 keys", _ => [Beacon($$"""{"name":"many","properties":{{{Keys(number => $"{number}")}}} }""")], "events stored 1", "SELECT length(attributes) BETWEEN 1 AND 200 FROM events", "1"),
        new("segment", "1,500 keys, more are too many bytes", _ => [Segment([$$"""{"type":"track","userId":"u","event":"many","properties":{{{Keys(number => $"{number}", 1500)}}} }"""])],
            "events stored 1", "SELECT length(attributes) BETWEEN 1 AND 200 FROM events", "1"),
        new("segment", "10,000 keys", now => [Segment([$$"""{"type":"track","userId":"u","event":"many","properties":{{{Keys(number => $"{number}")}}} }""", Track("a", now)])],
            "events invalid message_too_large 1, events stored 1"),

        // Ids that are nobody's: under one of them strangers would be one person.
        new("sentry", "nobody's ids", now => [.. IllegalIds.Select((id, index) => Error(now, $"\"user\":{{\"id\":{JsonSerializer.Serialize(id)}}},\"message\":\"{index}\""))],
            $"errors stored {IllegalIds.Length}", "SELECT countIf(distinct_id != '') FROM errors", "0"),
        new("otlp", "nobody's ids", now => [Log(Logs([.. IllegalIds.Select(id => LogAt(now, Attribute("user.id", id)))]))], $"logs stored {IllegalIds.Length}", "SELECT countIf(distinct_id != '') FROM logs", "0"),
        new("script", "nobody's ids", _ => [Beacon([.. IllegalIds.Select(id => $$"""{"name":"$pageview","user":{{JsonSerializer.Serialize(id)}}}""")])], $"events stored {IllegalIds.Length}", "SELECT countIf(distinct_id != '') FROM events", "0"),
        new("script", "nobody identified", _ => [Beacon([.. IllegalIds.Select(id => $$"""{"name":"$identify","user":{{JsonSerializer.Serialize(id)}}}""")])], $"events invalid illegal_id {IllegalIds.Length}"),
        new("segment", "nobody's ids", _ => [Segment([.. IllegalIds.Select(id => $$"""{"type":"identify","userId":{{JsonSerializer.Serialize(id)}},"anonymousId":"device"}""")])],
            $"events stored {IllegalIds.Length}", "SELECT uniqExact(distinct_id) FROM events", "1"),

        // A storm of identities: a device is one person's, and a person has at most 500 ids.
        new("segment", "one device, 2,499 users", _ => [Segment([.. Each(2499, user => $$"""{"type":"identify","userId":"user{{user}}","anonymousId":"kiosk"}"""), """{"type":"track","anonymousId":"kiosk","event":"A"}"""])],
            "events stored 2500", "SELECT count() FROM people WHERE startsWith(person_id, 'user')", "2499"),
        new("segment", "one user, 2,500 devices", _ => [Segment([.. Each(2500, device => $$"""{"type":"identify","userId":"ann","anonymousId":"device{{device}}"}""")])], "events stored 2500", "SELECT count() FROM people", "1"),
        new("script", "1,000 people on one page", _ => Each(10, batch => Beacon([.. Each(100, user => $$"""{"name":"$identify","user":"user{{(batch * 100) + user}}"}""")])), "events stored 1000", "SELECT count() FROM people", "1000"),
        new("script", "more than a beacon may bring", _ => [Beacon([.. Each(150, user => Event($"a{user}"))])], "events invalid too_many_events 50, events stored 100"),

        // Who is whom, in a circle.
        new("segment", "aliases in a circle", _ => [Segment([Alias("a", "b"), Alias("b", "c"), Alias("c", "a"), Alias("c", "c")])], "events stored 4", "SELECT uniqExact(person_id) FROM events", "1"),
    ];

    public static TheoryData<string, string> All => [.. Inputs.Select(static input => (input.Door, input.What))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Bad_input_has_an_end_in_the_ledger_and_costs_no_neighbour(string door, string what)
    {
        var input = Inputs.Single(one => one.Door == door && one.What == what);
        var project = await fixture.ProjectAsync();
        foreach (var (path, body) in input.Requests(TimeProvider.System.GetUtcNow()))
        {
            using var answer = await PostAsync(project, door, path, body);
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        var ledger = "SELECT arrayStringConcat(arraySort(groupArray(line)), ', ') FROM (SELECT concat(signal, ' ', outcome, if(reason = '', '', ' '), reason, ' ', toString(sum(quantity))) AS line FROM ledger "
            + "WHERE outcome != 'received' AND signal IN ('errors', 'logs', 'spans', 'events') GROUP BY signal, outcome, reason)";
        await Eventually.EqualAsync(input.Ledger, () => TextAsync(project, ledger));
        await Eventually.EqualAsync("0", () => TextAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
        if (input.Question.Length > 0) await Eventually.EqualAsync(input.Answer, () => TextAsync(project, input.Question));
    }

    [Fact]
    public async Task A_forged_host_is_told_to_nobody()
    {
        await using var server = await PaddockProcess.ServeAsync(environment: new Dictionary<string, string> { ["BaseUrl"] = "https://paddock.example.org" });
        var project = await server.CreateProjectAsync("forged");
        foreach (var path in (string[])[$"/v1/projects/{project.WriteKey}/settings", "/js/paddock.js", "/", "/sign-in/", "/openapi/v1.json"])
            foreach (var header in (string[])["Host", "X-Forwarded-Host"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation(header, "evil.example");
                using var answer = await server.Http.SendAsync(request);
                Assert.DoesNotContain("evil.example", answer.Headers + await answer.Content.ReadAsStringAsync());
            }
        foreach (var recorded in RecordedRequest.All)
        {
            using var request = recorded.To(project);
            request.Headers.Host = "evil.example";
            using var answer = await server.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, recorded.Name);
        }
    }

    [Fact]
    public async Task Labels_that_explode_are_limited_for_the_project_and_its_other_samples_are_kept()
    {
        var project = await fixture.ProjectAsync();
        const int most = 100_000, batch = 20_100, batches = 5;
        var now = Nanoseconds(TimeProvider.System.GetUtcNow());
        OtlpMessage Point(int label) => new OtlpMessage().Fixed(3, "timeUnixNano", now).Double(4, "asDouble", 1).Messages(7, "attributes", [Attribute("user", $"{label}")]);
        for (var sent = 0; sent < batches; sent++)
        {
            var body = Metrics(Metric("logins", 5, "gauge", Points([.. Each(batch, number => Point((sent * batch) + number))]))).Protobuf();
            using var answer = await PostAsync(project, "otlp", "/v1/metrics", body, "application/x-protobuf");
            Assert.True(answer.IsSuccessStatusCode);
            if (sent == batches - 1) Assert.Contains($"{(batch * batches) - most} too_many_series", await answer.Content.ReadAsStringAsync());
        }
        var (path, envelope) = Envelope("{}", Container("trace_metric", [.. Each(10, number => $$"""{"timestamp":{{Seconds(TimeProvider.System.GetUtcNow())}},"name":"new{{number}}","type":"gauge","value":1}""")]));
        using (var limited = await PostAsync(project, "sentry", path, envelope)) Assert.True(limited.IsSuccessStatusCode);
        using (var known = await PostAsync(project, "otlp", "/v1/metrics", Metrics(Metric("logins", 5, "gauge", Points(Point(7)))).Json())) Assert.Equal("{}", await known.Content.ReadAsStringAsync());
        await Eventually.EqualAsync((batch * batches) - most + 10, () => fixture.LedgerAsync(project, "limited", "too_many_series"));
        await Eventually.EqualAsync(most + 1, () => fixture.Server.CountAsync(project, "SELECT count() FROM samples"));
        var other = await fixture.ProjectAsync();
        using (var unharmed = await PostAsync(other, "otlp", "/v1/metrics", Metrics(Metric("logins", 5, "gauge", Points(Point(1)))).Json())) Assert.Equal("{}", await unharmed.Content.ReadAsStringAsync());
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(other, "SELECT count() FROM samples"));
    }

    private async Task<HttpResponseMessage> PostAsync(CreatedProject project, string door, string path, byte[] body, string type = "application/json")
    {
        var address = door switch { "sentry" => $"/api/{project.Id}{path}?sentry_key={project.WriteKey}", "script" => $"{path}?key={project.WriteKey}", _ => path };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (door is "otlp" or "segment") request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.WriteKey);
        return await fixture.Server.Http.SendAsync(request);
    }

    private async Task<string> TextAsync(CreatedProject project, string query) => (await fixture.Server.SqlAsync(project, query))[0][0].ToString();

    private static (string Path, byte[] Body) Error(DateTimeOffset clients, string more = "\"message\":\"x\"") =>
        Envelope($$"""{"sent_at":"{{Iso(clients)}}"}""", ("event", $$"""{"event_id":"{{Some.EventId()}}","timestamp":"{{Iso(clients)}}",{{more}}}"""));

    private static (string Path, byte[] Body) Envelope(string header, params (string Type, string Payload)[] items) => ("/envelope/", Some.Envelope(header, items));

    private static (string Type, string Payload) Container(string type, params string[] items) => (type, $$"""{"items":[{{string.Join(',', items)}}]}""");

    private static (string Path, byte[] Body) Log(OtlpMessage request) => ("/v1/logs", request.Json());

    private static OtlpMessage LogAt(DateTimeOffset time, params OtlpMessage[] attributes) => OtlpRequests.Log(Nanoseconds(time), attributes);

    private static (string Path, byte[] Body) Beacon(params string[] events) => ("/in/script/event", Encoding.UTF8.GetBytes($$"""{"url":"https://shop.example.org/","events":[{{string.Join(',', events)}}]}"""));

    private static string Event(string id, TimeSpan age = default) => $$"""{"id":"{{id}}","name":"$pageview","age":{{age.TotalMilliseconds}}}""";

    private static (string Path, byte[] Body) Segment(string[] messages, DateTimeOffset? sentAt = null) =>
        ("/v1/batch", Encoding.UTF8.GetBytes($$"""{"batch":[{{string.Join(',', messages)}}]{{(sentAt is { } time ? $",\"sentAt\":\"{Iso(time)}\"" : "")}}}"""));

    private static string Track(string id, DateTimeOffset time) => $$"""{"type":"track","userId":"u","event":"A","messageId":"{{id}}","timestamp":"{{Iso(time)}}"}""";

    private static string Alias(string from, string to) => $$"""{"type":"alias","previousId":"{{from}}","userId":"{{to}}"}""";

    private static string Keys(Func<int, string> value, int count = 10_000) => string.Join(',', Each(count, number => $"\"key{number}\":{value(number)}"));

    private static IEnumerable<T> Each<T>(int count, Func<int, T> make) => Enumerable.Range(0, count).Select(make);

    private static (string Path, byte[] Body)[] Twice((string Path, byte[] Body) request) => [request, request];

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000.0).ToString(CultureInfo.InvariantCulture);

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
