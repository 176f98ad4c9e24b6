using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Tickets of issues, on the running program, with a site on this machine that keeps tickets as GitHub, GitLab and Jira do and answers in their shapes.</summary>
public sealed class TrackersTests
{
    private static readonly Dictionary<string, string> LoopbackIsAllowed = new() { ["Outbound__Allow"] = "127.0.0.1" };

    [Fact]
    public async Task An_issue_and_its_tickets_go_the_same_way()
    {
        using var site = new TicketSite();
        await using var server = await PaddockProcess.ServeAsync(environment: LoopbackIsAllowed);
        var project = await server.CreateProjectAsync("Shop");
        using var ann = await SignedIn.WritingClientAsync(server);
        var issue = await IssueAsync(server, ann, project);
        var api = $"/api/v1/projects/{project.Id}";

        // Only what works is connected, and no token is shown again.
        foreach (var (kind, place) in TicketSite.Places)
            await ann.AskAsync(HttpMethod.Post, $"{api}/trackers", new { kind, place, url = site.Url, token = "a-secret-token", user = kind == "jira" ? "ann@example.org" : null }, HttpStatusCode.Created);
        var refused = await ann.AskAsync(HttpMethod.Post, $"{api}/trackers", new { kind = "github", place = "acme/shop", url = site.Url, token = "wrong" }, HttpStatusCode.BadRequest);
        Assert.Equal("It does not know the token (401).", refused.GetProperty("detail").GetString());
        await ann.AskAsync(HttpMethod.Post, $"{api}/trackers", new { kind = "github", place = "acme/../x", url = site.Url, token = "a-secret-token" }, HttpStatusCode.BadRequest);
        await ann.AskAsync(HttpMethod.Post, $"{api}/trackers", new { kind = "github", place = "acme/shop", url = "http://10.1.2.3", token = "a-secret-token" }, HttpStatusCode.BadRequest);
        var trackers = (await ann.GetFromJsonAsync<JsonElement>($"{api}/trackers")).GetProperty("trackers").EnumerateArray().ToList();
        Assert.Equal(TicketSite.Places.Select(static each => each.Place), trackers.Select(static each => each.GetProperty("place").GetString()));
        Assert.DoesNotContain("a-secret-token", await ann.GetStringAsync($"{api}/trackers"), StringComparison.Ordinal);

        // What is sent says where it happens, and not to whom.
        var draft = await ann.GetFromJsonAsync<JsonElement>($"{api}/issues/{issue}/tickets/draft");
        Assert.Equal("OrderError in /checkout/", draft.GetProperty("title").GetString());
        Assert.DoesNotContain("bob@example.org", draft.GetRawText(), StringComparison.Ordinal);
        foreach (var tracker in trackers)
            await ann.AskAsync(HttpMethod.Post, $"{api}/issues/{issue}/tickets", new { tracker = tracker.GetProperty("id").GetInt32(), title = "Orders fail for “some” людей" }, HttpStatusCode.Created);
        Assert.All(site.Tickets.Values, static ticket => Assert.Equal("Orders fail for “some” людей", ticket.Title));
        Assert.All(site.Tickets.Values, ticket => Assert.Contains($"/errors/{issue}", ticket.Text, StringComparison.Ordinal));
        var tickets = await TicketsAsync(ann, api, issue);
        Assert.Equal(["1", "1", "SHOP-1"], tickets.Select(static each => each.GetProperty("key").GetString()!).Order(StringComparer.Ordinal));
        // What a hostile tracker calls an address is none.
        Assert.Equal("", tickets.Single(static each => each.GetProperty("kind").GetString() == "gitlab").GetProperty("url").GetString());

        // Resolved here: closed there, with a word. It happens again: open, with another.
        await ann.AskAsync(HttpMethod.Patch, $"{api}/issues", new { issues = new[] { new { id = issue, status = "resolved" } } }, HttpStatusCode.OK);
        await Eventually.TrueAsync(() => Task.FromResult(site.Tickets.Values.All(static ticket => ticket is { IsClosed: true, Comments.Count: 1 })), () => site.ToString());
        Assert.All(site.Tickets.Values, static ticket => Assert.StartsWith("Resolved in Paddock: http", ticket.Comments.First(), StringComparison.Ordinal));
        await StoreAsync(server, project);
        await Eventually.TrueAsync(() => Task.FromResult(site.Tickets.Values.All(static ticket => ticket is { IsClosed: false, Comments.Count: 2 })), () => site.ToString());
        Assert.All(site.Tickets.Values, static ticket => Assert.StartsWith("It happened again: http", ticket.Comments.Last(), StringComparison.Ordinal));

        // Closed there: resolved here, as whose word it was; and the other trackers hear of it. One that was deleted there is no trouble of its tracker.
        site.Tickets["github"].IsClosed = true;
        site.Tickets.TryRemove("gitlab", out _);
        await Eventually.EqualAsync("resolved", async () => (await ann.GetFromJsonAsync<JsonElement>($"{api}/issues/{issue}")).GetProperty("issue").GetProperty("status").GetString());
        var activity = (await ann.GetFromJsonAsync<JsonElement>($"{api}/issues/{issue}/activity")).GetProperty("activity")[0];
        Assert.Equal(("resolved", "acme/shop 1"), (activity.GetProperty("action").GetString(), activity.GetProperty("actor").GetString()));
        await Eventually.TrueAsync(() => Task.FromResult(site.Tickets.Values.All(static ticket => ticket.IsClosed)), () => site.ToString());
        Assert.Equal(2, site.Tickets["github"].Comments.Count);
        await Eventually.TrueAsync(async () => (await TicketsAsync(ann, api, issue)).Any(static each => each.GetProperty("problem").GetString() == "It has no such thing, or the token may not see it (404)."));
        await Eventually.TrueAsync(() => Task.FromResult(site.Probes("gitlab") > 1), () => site.ToString());
        Assert.All((await ann.GetFromJsonAsync<JsonElement>($"{api}/trackers")).GetProperty("trackers").EnumerateArray(), static each => Assert.Equal("", each.GetProperty("problem").GetString()));

        // A tracker that is away says so where people look, and hears what it missed.
        site.IsAway = true;
        await ann.AskAsync(HttpMethod.Patch, $"{api}/issues", new { issues = new[] { new { id = issue, status = "unresolved" } } }, HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await TicketsAsync(ann, api, issue)).All(static each => each.GetProperty("kind").GetString() == "gitlab" || each.GetProperty("problem").GetString()!.StartsWith("It answered 503", StringComparison.Ordinal)));
        Assert.True(site.Tickets["jira"].IsClosed);
    }

    [Fact]
    public async Task A_ticket_is_linked_by_what_people_paste_and_belongs_to_its_project()
    {
        using var site = new TicketSite();
        await using var server = await PaddockProcess.ServeAsync(environment: LoopbackIsAllowed);
        var (project, other) = (await server.CreateProjectAsync("Shop"), await server.CreateProjectAsync("Other"));
        using var ann = await SignedIn.WritingClientAsync(server);
        var issue = await IssueAsync(server, ann, project);
        var api = $"/api/v1/projects/{project.Id}";
        site.Tickets["github"] = new SiteTicket { Title = "Found by hand" };
        var tracker = (await ann.AskAsync(HttpMethod.Post, $"{api}/trackers", new { kind = "github", place = "acme/shop", url = site.Url, token = "a-secret-token" }, HttpStatusCode.Created)).GetProperty("id").GetInt32();
        var linked = await ann.AskAsync(HttpMethod.Post, $"{api}/issues/{issue}/tickets", new { tracker, key = $"{site.Url}/acme/shop/issues/1" }, HttpStatusCode.Created);
        Assert.Equal(("1", "Found by hand"), (linked.GetProperty("key").GetString(), linked.GetProperty("title").GetString()));
        await ann.AskAsync(HttpMethod.Post, $"{api}/issues/{issue}/tickets", new { tracker, key = "#1" }, HttpStatusCode.Created);
        Assert.Single(await TicketsAsync(ann, api, issue));
        await ann.AskAsync(HttpMethod.Post, $"{api}/issues/{issue}/tickets", new { tracker, key = "https://github.example/acme/other/issues/1" }, HttpStatusCode.BadRequest);
        await ann.AskAsync(HttpMethod.Post, $"{api}/issues/{issue}/tickets", new { tracker, key = "77" }, HttpStatusCode.BadRequest);
        await ann.AskAsync(HttpMethod.Post, $"{api}/issues/4711/tickets", new { tracker, key = "1" }, HttpStatusCode.NotFound);
        // The other project can do nothing with either of them.
        await ann.AskAsync(HttpMethod.Get, $"/api/v1/projects/{other.Id}/issues/{issue}/tickets", null, HttpStatusCode.NotFound);
        await ann.AskAsync(HttpMethod.Delete, $"/api/v1/projects/{other.Id}/trackers/{tracker}", null, HttpStatusCode.NotFound);
        var ticket = $"issues/{issue}/tickets/{linked.GetProperty("id").GetInt32()}";
        await ann.AskAsync(HttpMethod.Delete, $"/api/v1/projects/{other.Id}/{ticket}", null, HttpStatusCode.NotFound);
        await ann.AskAsync(HttpMethod.Delete, $"{api}/{ticket}", null, HttpStatusCode.NoContent);
        Assert.Empty(await TicketsAsync(ann, api, issue));
        await ann.AskAsync(HttpMethod.Post, $"{api}/{ticket}/restore", null, HttpStatusCode.NoContent);
        Assert.Single(await TicketsAsync(ann, api, issue));
    }

    private static async Task<int> IssueAsync(PaddockProcess server, HttpClient http, CreatedProject project)
    {
        await StoreAsync(server, project);
        var issues = default(JsonElement);
        await Eventually.TrueAsync(async () => (issues = (await http.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{project.Id}/issues")).GetProperty("issues")).GetArrayLength() == 1);
        return issues[0].GetProperty("id").GetInt32();
    }

    private static async Task StoreAsync(PaddockProcess server, CreatedProject project)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{project.Id}/store/?sentry_key={project.WriteKey}")
        {
            Content = new StringContent(Some.Event(type: "OrderError", function: "checkout", value: "bob@example.org has no money")),
        };
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<List<JsonElement>> TicketsAsync(HttpClient http, string api, int issue) =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"{api}/issues/{issue}/tickets")).GetProperty("tickets").EnumerateArray()];

    private sealed class SiteTicket
    {
        public string Title { get; set; } = "";

        public string Text { get; set; } = "";

        public bool IsClosed { get; set; }

        public ConcurrentQueue<string> Comments { get; } = new();
    }

    /// <summary>One ticket in each of three trackers.</summary>
    private sealed class TicketSite : IDisposable
    {
        public static readonly (string Kind, string Place)[] Places = [("github", "acme/shop"), ("gitlab", "acme/web/shop"), ("jira", "SHOP")];

        private static readonly (string Kind, string Root)[] Roots =
            [("github", "/api/v3/repos/acme/shop"), ("gitlab", "/api/v4/projects/acme%2Fweb%2Fshop"), ("jira", "/rest/api/2/")];

        private readonly JsonSite _site;

        public TicketSite() => _site = new JsonSite(Answer);

        public string Url => _site.Url;

        public bool IsAway { get; set; }

        public ConcurrentDictionary<string, SiteTicket> Tickets { get; } = new();

        public void Dispose() => _site.Dispose();

        /// <summary>How often it was asked whether the place is there at all.</summary>
        public int Probes(string kind) => _site.Requests.Count(asked => asked.Method == "GET" && asked.Path == Array.Find(Roots, each => each.Kind == kind).Root);

        public override string ToString() => string.Join('\n', _site.Requests.Select(static asked => $"{asked.Method} {asked.Path}"));

        private (int, string) Answer(JsonSite.Asked asked)
        {
            var (kind, root) = Array.Find(Roots, each => asked.Path.StartsWith(each.Root, StringComparison.Ordinal));
            var path = asked.Path[(root ?? "").Length..];
            var token = kind switch
            {
                "github" => asked.Headers.GetValueOrDefault("Authorization") == "Bearer a-secret-token",
                "gitlab" => asked.Headers.GetValueOrDefault("PRIVATE-TOKEN") == "a-secret-token",
                _ => asked.Headers.GetValueOrDefault("Authorization") == $"Basic {Convert.ToBase64String("ann@example.org:a-secret-token"u8)}",
            };
            if (IsAway) return (503, "{}");
            if (!token) return (401, "{\"message\":\"Bad credentials\"}");
            var body = asked.Body.Length == 0 ? null : JsonNode.Parse(asked.Body)!.AsObject();
            return (asked.Method, path) switch
            {
                ("GET", "" or "project/SHOP") => (200, "{\"has_issues\":true}"),
                ("POST", "/issues" or "issue") => (201, Made(kind, body!)),
                ("GET", _) when path.EndsWith("/transitions", StringComparison.Ordinal) => (200, """
                    {"transitions":[{"id":"11","name":"To Do","to":{"statusCategory":{"key":"new"}}},{"id":"31","name":"Ship it","to":{"statusCategory":{"key":"done"}}}]}
                    """),
                ("GET", "/issues/1" or "issue/SHOP-1?fields=summary,status") when Tickets.ContainsKey(kind) => (200, Shown(kind)),
                ("PATCH" or "PUT", "/issues/1") when Tickets.ContainsKey(kind) => (200, Changed(kind, body!)),
                ("POST", "issue/SHOP-1/transitions") => (204, Moved(body!)),
                ("POST", "/issues/1/comments" or "/issues/1/notes" or "issue/SHOP-1/comment") => (201, Commented(kind, body!)),
                _ => (404, "{\"message\":\"Not Found\"}"),
            };
        }

        private string Made(string kind, JsonObject body)
        {
            var fields = kind == "jira" ? body["fields"]!.AsObject() : body;
            Tickets[kind] = new SiteTicket { Title = $"{fields["title"] ?? fields["summary"]}", Text = $"{fields["body"] ?? fields["description"]}" };
            return kind == "jira" ? "{\"id\":\"10001\",\"key\":\"SHOP-1\",\"self\":\"https://shop.example/rest/api/2/issue/10001\"}" : Shown(kind);
        }

        private string Shown(string kind)
        {
            var ticket = Tickets[kind];
            JsonObject shown = kind switch
            {
                "github" => new JsonObject { ["number"] = 1, ["html_url"] = "https://github.example/acme/shop/issues/1", ["title"] = ticket.Title, ["state"] = ticket.IsClosed ? "closed" : "open" },
                "gitlab" => new JsonObject { ["iid"] = 1, ["web_url"] = "javascript:alert(1)", ["title"] = ticket.Title, ["state"] = ticket.IsClosed ? "closed" : "opened" },
                _ => new JsonObject
                {
                    ["key"] = "SHOP-1",
                    ["fields"] = new JsonObject { ["summary"] = ticket.Title, ["status"] = new JsonObject { ["name"] = "Any", ["statusCategory"] = new JsonObject { ["key"] = ticket.IsClosed ? "done" : "new" } } },
                },
            };
            return shown.ToJsonString();
        }

        private string Changed(string kind, JsonObject body)
        {
            Tickets[kind].IsClosed = $"{body["state"] ?? body["state_event"]}" is "closed" or "close";
            return Shown(kind);
        }

        private string Moved(JsonObject body)
        {
            Tickets["jira"].IsClosed = $"{body["transition"]!["id"]}" == "31";
            return "";
        }

        private string Commented(string kind, JsonObject body)
        {
            Tickets[kind].Comments.Enqueue($"{body["body"]}");
            return "{}";
        }
    }
}
