using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>
/// Every door that takes text is given a corpus of secrets; none of them may be in any file of the data folder, nor in what the store gives back (it packs what it writes, so its bytes alone
/// would prove little), nor in what the program prints. The control that stands beside each must be in all of these.
/// </summary>
public sealed partial class SecretsOnDiskTests
{
    private static readonly string[] Views = ["errors", "issues", "logs", "spans", "events", "people", "feedback", "checks", "samples", "series"];

    /// <summary>Door → its requests: path, content type, body.</summary>
    private static readonly Dictionary<string, Func<SecretCorpus, string, IEnumerable<(string Path, string Type, string Body)>>> Doors = new()
    {
        ["sentry"] = (secrets, key) => Sentry(secrets).Select(body => ($"/api/1/envelope/?sentry_key={key}", "application/x-sentry-envelope", body)),
        ["otlp logs"] = (secrets, key) => [($"/in/otlp/{key}/v1/logs", "application/json", Json(new { resourceLogs = new[] { new { scopeLogs = new[] { new { logRecords = secrets.Texts.Select(text => new { body = new { stringValue = text }, attributes = Otlp(secrets) }) } } } } }))],
        ["otlp spans"] = (secrets, key) => [($"/in/otlp/{key}/v1/traces", "application/json", Json(new { resourceSpans = new[] { new { scopeSpans = new[] { new { spans = secrets.Texts.Select(text => new { traceId = Hex(32), spanId = Hex(16), name = text, startTimeUnixNano = Nanoseconds(), endTimeUnixNano = Nanoseconds(), attributes = Otlp(secrets) }) } } } } }))],
        ["loki"] = (secrets, key) => [($"/in/loki/{key}/loki/api/v1/push", "application/json", Json(new { streams = new[] { new { stream = new { service = "shop" }, values = secrets.Texts.Select(text => new object[] { Nanoseconds(), text, secrets.Fields }) } } }))],
        ["jsonlines"] = (secrets, key) => [($"/in/jsonlines/{key}", "application/json", Lines(secrets, "message"))],
        ["seq"] = (secrets, key) => [($"/in/seq/{key}/api/events/raw", "application/vnd.serilog.clef", Lines(secrets, "@m"))],
        ["elastic"] = (secrets, key) => [($"/in/elastic/{key}/logs/_bulk", "application/x-ndjson", string.Concat(secrets.Texts.Select(text => "{\"create\":{}}\n" + With(secrets, "message", text) + "\n")))],
        ["gelf"] = (secrets, key) => secrets.Texts.Select(text => ($"/in/gelf/{key}", "application/json", Json(secrets.Fields.ToDictionary(static field => "_" + field.Key, static field => (object)field.Value).With("version", "1.1").With("host", "web-1").With("short_message", text)))),
        ["segment"] = (secrets, key) => [($"/in/segment/v1/batch?key={key}", "application/json", Json(new { batch = secrets.Texts.SelectMany((text, index) => new object[] { new { type = "track", @event = "paid", userId = $"u{index}", messageId = Hex(16), properties = secrets.Fields.With("text", text) }, new { type = "identify", userId = $"u{index}", messageId = Hex(16), traits = secrets.Fields.With("text", text) } }) }))],
        ["posthog"] = (secrets, key) => [("/in/posthog/batch", "application/json", Json(new { api_key = key, batch = secrets.Texts.Select(text => new { @event = "paid", distinct_id = "u", properties = secrets.Fields.With("text", text) }) }))],
        ["mixpanel"] = (secrets, key) => [("/in/mixpanel/track", "application/json", Json(secrets.Texts.Select(text => new { @event = "paid", properties = secrets.Fields.With("text", text).With("token", key).With("distinct_id", "u") })))],
        ["plausible"] = (secrets, key) => secrets.Texts.Select(text => ($"/in/plausible/{key}/api/event", "text/plain", Json(new { n = "paid", u = "https://shop.example/a?token=" + secrets.Fields["access_token"], d = "shop.example", p = secrets.Fields.With("text", text) }))),
        ["umami"] = (secrets, key) => secrets.Texts.Select(text => ($"/in/umami/{key}/api/send", "application/json", Json(new { type = "event", payload = new { hostname = "shop.example", url = "/a?token=" + secrets.Fields["access_token"], name = "paid", data = secrets.Fields.With("text", text) } }))),
        ["ga4"] = (secrets, key) => secrets.Texts.Select(text => ($"/in/ga4/mp/collect?api_secret={key}", "application/json", Json(new { client_id = "1.2", events = new[] { new { name = "paid", @params = new { text, password = secrets.Fields["password"], api_key = secrets.Fields["api_key"] } } } }))),
        ["keen"] = (secrets, key) => [($"/in/keen/3.0/projects/shop/events?api_key={key}", "application/json", Json(new { paid = secrets.Texts.Select(text => secrets.Fields.Where(static field => !field.Key.Contains('.')).ToDictionary(static field => field.Key, static field => field.Value).With("text", text)) }))],
        ["kissmetrics"] = (secrets, key) => secrets.Texts.Select(text => ($"/in/kissmetrics/e?_k={key}&_p=u&_n=paid&text={Uri.EscapeDataString(text)}&password={secrets.Fields["password"]}", "text/plain", "")),
        ["script"] = (secrets, key) => secrets.Texts.Select(text => ("/in/script/event", "text/plain", Json(new
        {
            key,
            url = "https://shop.example/a?token=" + secrets.Fields["access_token"],
            title = text,
            events = new object[] { new { id = Hex(16), name = "paid", properties = secrets.Fields.With("text", text) }, new { id = Hex(16), name = "$error", type = "TypeError", message = text, stack = $"TypeError: {text}\n    at pay (https://shop.example/app.js?token={secrets.Fields["access_token"]}:1:2)" } },
        }))),
        ["nagios"] = (secrets, key) => secrets.Texts.Select(text => ($"/in/nagios/{key}/web-1/disk/2", "text/plain", text)),
    };

    [Fact]
    public async Task No_secret_of_the_corpus_is_anywhere_on_disk()
    {
        var data = Directory.CreateTempSubdirectory("paddock-").FullName;
        var first = await PaddockProcess.ServeAsync(data);
        var project = await first.CreateProjectAsync("Shop");
        await first.StopAsync();
        var syslog = PaddockProcess.FreePort();
        await using var server = await PaddockProcess.ServeAsync(data, environment: new Dictionary<string, string> { ["Syslog__Listen"] = $"udp://127.0.0.1:{syslog}?key={project.WriteKey}" });
        var number = 0;
        foreach (var (door, requests) in Doors)
        {
            var secrets = new SecretCorpus(number++);
            foreach (var (path, type, body) in requests(secrets, project.WriteKey))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path.Replace("/api/1/", $"/api/{project.Id}/")) { Content = new StringContent(body, Encoding.UTF8, type) };
                using var answer = await server.Http.SendAsync(request);
                Assert.True((int)answer.StatusCode < 300, $"{door}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }
        using (var udp = new UdpClient())
        {
            foreach (var text in new SecretCorpus(number).Texts) await udp.SendAsync(Encoding.UTF8.GetBytes($"<11>1 - web-1 shop 1 - [a password=\"{new SecretCorpus(number).Fields["password"]}\"] {text}"), new IPEndPoint(IPAddress.Loopback, syslog));
        }
        await Eventually.EqualAsync(new SecretCorpus(0).Texts.Count, () => server.CountAsync(project, "SELECT count() FROM logs WHERE receiver = 'syslog'"));
        await Eventually.EqualAsync(Doors.Count + 1, () => server.CountAsync(project, "SELECT count(DISTINCT receiver) FROM ledger WHERE outcome = 'stored'"));
        await Eventually.EqualAsync(0, () => server.CountAsync(project, "SELECT sumIf(quantity, outcome = 'received') - sumIf(quantity, outcome NOT IN ('received', 'client_dropped')) FROM ledger"));

        var stored = new StringBuilder();
        foreach (var view in Views)
            foreach (var row in await server.SqlAsync(project, $"SELECT * FROM {view}")) stored.AppendJoin('\n', row).AppendLine();
        Assert.Contains(SecretCorpus.Control, stored.ToString(), StringComparison.Ordinal);
        Assert.Empty(Found(stored.ToString(), "the store"));
        Assert.Empty(Found(server.Output, "the output"));

        var controls = 0;
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            if (new FileInfo(file) is { UnixFileMode: var mode, LinkTarget: null } && (mode & UnixFileMode.UserRead) == 0) continue;
            if (await TextOfAsync(file) is not { } text) continue;
            controls += text.Contains(SecretCorpus.Control, StringComparison.Ordinal) ? 1 : 0;
            found.AddRange(Found(text, Path.GetRelativePath(data, file)));
        }
        Assert.True(controls > 0, "not even the control was found");
        Assert.Empty(found);
    }

    private static IEnumerable<string> Found(string text, string where) =>
        Secret().Matches(text).Select(static match => match.Value).Concat(SecretCorpus.Numbers.Where(number => text.Contains(number, StringComparison.Ordinal))).Distinct().Select(secret => $"{secret} in {where}: {Around(text, secret)}");

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + secret.Length + 10)];
    }

    // Sockets are no files; a file of the engine may be gone by now.
    private static async Task<string?> TextOfAsync(string file)
    {
        try
        {
            return Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Sentry(SecretCorpus secrets)
    {
        foreach (var text in secrets.Texts)
        {
            var trace = Hex(32);
            yield return Item("event", new
            {
                event_id = Hex(32),
                platform = "python",
                message = text,
                extra = secrets.Fields.With("text", text).With("deep", new { list = new[] { secrets.Fields } }),
                tags = new { note = text },
                contexts = new { custom = secrets.Fields },
                user = new { id = "u", ip_address = "81.2.69.142", data = secrets.Fields },
                request = new { url = "https://shop.example/a", query_string = "page=1&token=" + secrets.Fields["access_token"], headers = secrets.Fields, cookies = "sessionid=" + secrets.Fields["sessionid"], data = secrets.Fields.With("text", text), env = new { REMOTE_ADDR = "81.2.69.142" } },
                breadcrumbs = new { values = new[] { new { message = text, data = secrets.Fields } } },
                exception = new { values = new[] { new { type = "ValueError", value = text, stacktrace = new { frames = new[] { new { filename = "a.py", function = "pay", context_line = "password = '" + secrets.Fields["password"] + "'", vars = secrets.Fields.With("text", text) } } } } } },
            });
            yield return Item("transaction", new
            {
                transaction = "/pay",
                start_timestamp = Seconds(),
                timestamp = Seconds(),
                contexts = new { trace = new { trace_id = trace, span_id = Hex(16), op = "http.server", data = secrets.Fields } },
                spans = new[] { new { trace_id = trace, span_id = Hex(16), op = "db", description = text, start_timestamp = Seconds(), timestamp = Seconds(), data = secrets.Fields } },
            });
            yield return Item("feedback", new { event_id = Hex(32), contexts = new { feedback = new { message = text, contact_email = "ann@example.org" } } });
            yield return "{}\n{\"type\":\"log\",\"item_count\":1,\"content_type\":\"application/vnd.sentry.items.log+json\"}\n" + Json(new
            {
                items = new[] { new { timestamp = Seconds(), trace_id = trace, level = "error", body = text, attributes = secrets.Fields.ToDictionary(static field => field.Key, static field => new { value = field.Value, type = "string" }) } },
            }) + "\n";
        }
    }

    private static string Item(string type, object payload) => "{}\n{\"type\":\"" + type + "\"}\n" + Json(payload) + "\n";

    private static string Lines(SecretCorpus secrets, string message) => string.Concat(secrets.Texts.Select(text => With(secrets, message, text) + "\n"));

    private static string With(SecretCorpus secrets, string message, string text) => Json(secrets.Fields.With(message, text));

    private static object Otlp(SecretCorpus secrets) => secrets.Fields.Select(static field => new { key = field.Key, value = new { stringValue = field.Value } });

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private static string Hex(int digits) => Guid.NewGuid().ToString("n")[..digits];

    private static double Seconds() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private static string Nanoseconds() => $"{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}000000";

    [GeneratedRegex(SecretCorpus.Mark + "d..n..")]
    private static partial Regex Secret();
}

internal static class FieldsWith
{
    public static Dictionary<string, object> With<T>(this IReadOnlyDictionary<string, T> fields, string name, object value) where T : notnull =>
        new(fields.Select(static field => KeyValuePair.Create(field.Key, (object)field.Value))) { [name] = value };
}
