using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What people are told, on the running program, with a mail server and a webhook on this machine: by counting what arrives.</summary>
public sealed class AlertsTests
{
    private static readonly string[] OfIssues = ["issue.new", "issue.regressed"], OfNewOnes = ["issue.new"], OfMonitors = ["monitor.down", "monitor.up"];

    [Fact]
    public async Task A_storm_is_one_mail_and_one_webhook_also_after_a_kill()
    {
        using var mails = new MailServer();
        using var hook = new HookSite();
        var environment = Environment(mails);
        var server = await PaddockProcess.ServeAsync(environment: environment);
        var project = await server.CreateProjectAsync("Shop");
        using var ann = await SignedIn.WritingClientAsync(server);
        await MakeAsync(ann, project, new { name = "What breaks", occasions = OfIssues, channel = "mail" });
        var made = await MakeAsync(ann, project, new { name = "Robot", occasions = OfNewOnes, channel = "webhook", url = $"{hook.Url}secret-path" });
        hook.Secret = made.GetProperty("secret").GetString()!;
        Assert.Equal($"127.0.0.1:{hook.Port}", made.GetProperty("alert").GetProperty("host").GetString());
        Assert.DoesNotContain("secret-path", await ann.GetStringAsync(Path(project)), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => StoreAsync(server, project, Some.Event(type: $"Error{number}", function: $"f{number}", value: "ann@example.org has no money"))));
        await Eventually.EqualAsync(200, () => server.CountAsync(project, "SELECT uniqExact(issue_id) FROM errors"));
        Assert.Empty(mails.Mails);
        await server.KillAsync();

        await using var again = await PaddockProcess.ServeAsync(server.Data, server.Url, environment);
        await Eventually.TrueAsync(() => Task.FromResult(!mails.Mails.IsEmpty && hook.Bodies.Count > 0), () => $"{mails.Mails.Count} mails, {hook.Bodies.Count} webhooks\n{again.Output}");
        var (to, mail) = Assert.Single(mails.Mails);
        var text = mail.TextBody!;
        Assert.Equal((SignedIn.Email, "[Shop] 200 new issues"), (to, mail.Subject));
        Assert.Contains("and 190 more", text, StringComparison.Ordinal);
        Assert.Contains("You get this because", text, StringComparison.Ordinal);
        Assert.DoesNotContain("no money", mail.ToString(), StringComparison.Ordinal);
        var (body, signature) = Assert.Single(hook.Bodies);
        Assert.Equal(200, body.GetProperty("counts").GetProperty("issue.new").GetInt32());
        Assert.Equal(hook.Sign(body.GetRawText(), signature), signature);

        // The link in the mail mutes without signing in, for this person alone, and opening it does nothing yet.
        var link = mail.Headers["List-Unsubscribe"]!.Trim('<', '>');
        Assert.Contains("“What breaks”", await again.Http.GetStringAsync(link), StringComparison.Ordinal);
        using var muted = await again.Http.PostAsync(link, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, muted.StatusCode);
        using var forged = await again.Http.PostAsync($"{link[..^2]}AA", null);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        var alerts = (await ann.GetFromJsonAsync<JsonElement>(Path(project))).GetProperty("alerts");
        Assert.Equal([true, false], alerts.EnumerateArray().Select(static alert => alert.GetProperty("isMuted").GetBoolean()));
        Assert.All(alerts.EnumerateArray(), static alert => Assert.Equal("sent", alert.GetProperty("last").GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_snoozed_alert_is_silent_and_says_afterwards_what_it_did_not_tell()
    {
        using var mails = new MailServer();
        using var hook = new HookSite();
        await using var server = await PaddockProcess.ServeAsync(environment: Environment(mails));
        var project = await server.CreateProjectAsync("Shop");
        using var ann = await SignedIn.WritingClientAsync(server);
        var snooze = $"{Path(project)}/{(await MakeAsync(ann, project, new { name = "Robot", occasions = OfNewOnes, channel = "webhook", url = hook.Url })).GetProperty("alert").GetProperty("id").GetInt32()}/snooze";
        var pager = (await MakeAsync(ann, project, new { name = "Pager", occasions = OfMonitors, channel = "pagerduty", key = "key" })).GetProperty("alert").GetProperty("id").GetInt32();
        await ann.AskAsync(HttpMethod.Put, snooze, new { minutes = 0 }, HttpStatusCode.BadRequest);
        await ann.AskAsync(HttpMethod.Put, snooze, new { minutes = 10_081 }, HttpStatusCode.BadRequest);
        await ann.AskAsync(HttpMethod.Put, $"{Path(project)}/{pager}/snooze", new { minutes = 60 }, HttpStatusCode.BadRequest);
        await ann.AskAsync(HttpMethod.Put, $"{Path(await server.CreateProjectAsync("Other"))}/{pager}/snooze", new { minutes = 60 }, HttpStatusCode.NotFound);

        await ann.AskAsync(HttpMethod.Put, snooze, new { minutes = 60 }, HttpStatusCode.NoContent);
        var alert = (await ann.GetFromJsonAsync<JsonElement>(Path(project))).GetProperty("alerts")[0];
        Assert.Equal((JsonValueKind.String, SignedIn.Email), (alert.GetProperty("snoozedUntil").ValueKind, alert.GetProperty("snoozedBy").GetString()));
        await StoreAsync(server, project, Some.Event(type: "Slept", function: "f"));
        await Eventually.EqualAsync(1, () => server.CountAsync(project, "SELECT count() FROM issues"));
        await ann.AskAsync(HttpMethod.Delete, snooze, null, HttpStatusCode.NoContent);
        await StoreAsync(server, project, Some.Event(type: "Told", function: "g"));
        await Eventually.TrueAsync(() => Task.FromResult(hook.Bodies.Count > 0));
        var (body, _) = Assert.Single(hook.Bodies);
        Assert.Equal("Told", Assert.Single(body.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
        Assert.StartsWith("Before that, 1 thing happened", body.GetProperty("unsaid").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_more_than_the_days_mails_is_kept_and_what_cannot_be_sent_says_why()
    {
        using var mails = new MailServer { Refusal = "451 come back later" };
        await using var server = await PaddockProcess.ServeAsync(environment: Environment(mails));
        var project = await server.CreateProjectAsync("Shop");
        using var ann = await SignedIn.WritingClientAsync(server);
        await MakeAsync(ann, project, new { name = "Loud", occasions = OfNewOnes, channel = "mail" });
        await StoreAsync(server, project, Some.Event(type: "First", function: "f"));
        await Eventually.TrueAsync(async () => await MessagesAsync(ann, project) is [var message] && message.GetProperty("problem").GetString()!.Contains("come back later", StringComparison.Ordinal));
        Assert.Equal("waiting", (await MessagesAsync(ann, project))[0].GetProperty("state").GetString());

        // Nobody is told by mail who wants none; a test goes out at once all the same, and says what is wrong.
        await ann.AskAsync(HttpMethod.Patch, "/api/v1/session", new { mailsADay = 0 }, HttpStatusCode.NoContent);
        await ann.AskAsync(HttpMethod.Patch, "/api/v1/session", new { mailsADay = 201 }, HttpStatusCode.BadRequest);
        await MakeAsync(ann, project, new { name = "Second", occasions = OfNewOnes, channel = "mail" });
        await StoreAsync(server, project, Some.Event(type: "Next", function: "g"));
        await Eventually.TrueAsync(async () => (await MessagesAsync(ann, project)).Any(static message => message.GetProperty("state").GetString() == "held"));
        var test = await ann.AskAsync(HttpMethod.Post, $"{Path(project)}/1/test", null, HttpStatusCode.OK);
        Assert.Contains("come back later", test.GetProperty("problem").GetString(), StringComparison.Ordinal);
        // A job that fails is told in the same way, and that it is well again.
        await MakeAsync(ann, project, new { name = "Jobs", occasions = OfMonitors, channel = "mail" });
        using var failed = await server.Http.PostAsync($"/in/heartbeat/{project.WriteKey}/backup/fail", null);
        using var well = await server.Http.PostAsync($"/in/heartbeat/{project.WriteKey}/backup", null);
        await Eventually.TrueAsync(async () => (await MessagesAsync(ann, project)).Any(static message => message.GetProperty("subject").GetString() == "[Shop] Down: backup, Up again: backup"));
        mails.Refusal = null;
        Assert.Equal(JsonValueKind.Null, (await ann.AskAsync(HttpMethod.Post, $"{Path(project)}/1/test", null, HttpStatusCode.OK)).GetProperty("problem").ValueKind);
        Assert.Equal("[Shop] New: This is a test (nothing has happened)", Assert.Single(mails.Mails).Message.Subject);
    }

    private static Dictionary<string, string> Environment(MailServer mails) => new() { ["Smtp__Url"] = mails.Url, ["Smtp__From"] = "Paddock <paddock@example.org>", ["Outbound__Allow"] = "127.0.0.1" };

    private static string Path(CreatedProject project) => $"/api/v1/projects/{project.Id}/alerts";

    internal static Task<JsonElement> MakeAsync(HttpClient http, CreatedProject project, object alert) => http.AskAsync(HttpMethod.Post, Path(project), alert, HttpStatusCode.Created);

    private static async Task<List<JsonElement>> MessagesAsync(HttpClient http, CreatedProject project) =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"{Path(project)}/messages")).GetProperty("messages").EnumerateArray()];

    internal static async Task StoreAsync(PaddockProcess server, CreatedProject project, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/store/?sentry_key={project.WriteKey}") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Takes webhooks, and signs them a second time.</summary>
    internal sealed class HookSite : IDisposable
    {
        private readonly JsonSite _site = new(static _ => (200, "{}"));

        public int Port => _site.Port;

        public string Url => $"{_site.Url}/";

        public string Secret { get; set; } = "";

        public List<(JsonElement Body, string Signature)> Bodies => [.. _site.Requests.Select(static asked => (JsonSerializer.Deserialize<JsonElement>(asked.Body), asked.Headers["X-Paddock-Signature"]))];

        public string Sign(string body, string signature)
        {
            var seconds = signature[2..signature.IndexOf(',')];
            return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{seconds}.{body}")))}";
        }

        public void Dispose() => _site.Dispose();
    }
}
