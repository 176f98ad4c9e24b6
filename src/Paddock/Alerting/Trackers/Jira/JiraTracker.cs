using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Paddock.Alerting.Trackers.Jira;

/// <summary>
/// Issues of a Jira project (REST, version 2, which Cloud and Data Center both have): Cloud by e-mail and API token, Data Center by a personal access token. A ticket is closed when the category of its
/// status is done, whatever the workflow calls it.
/// </summary>
internal sealed partial class JiraTracker(TrackerHttp http) : ITracker
{
    public string Kind => "jira";

    public string PlaceLooks => "the project's key, like SHOP";

    public bool IsPlace(string place) => ProjectKey().IsMatch(place);

    public string? KeyOf(TrackerTarget target, string pasted)
    {
        var key = PastedKey.Last(pasted).ToUpperInvariant();
        return key.StartsWith($"{target.Place}-", StringComparison.Ordinal) && PastedKey.IsNumber(key[(target.Place.Length + 1)..]) ? key : null;
    }

    public async Task<string?> ProbeAsync(TrackerTarget target, CancellationToken cancel) => (await AskAsync(target, HttpMethod.Get, $"project/{target.Place}", null, cancel)).Problem;

    public async Task<TrackerAnswer> CreateAsync(TrackerTarget target, string title, string text, CancellationToken cancel)
    {
        var fields = new JsonObject
        {
            ["project"] = new JsonObject { ["key"] = target.Place },
            ["issuetype"] = new JsonObject { ["name"] = target.TicketType },
            ["summary"] = title,
            ["description"] = text,
        };
        var made = await AskAsync(target, HttpMethod.Post, "issue", new() { ["fields"] = fields }, cancel);
        // It answers with the key alone.
        return TrackerAnswer.Of(made, json => Ticket(target, TrackerHttp.Text(json, "key"), title, isClosed: false));
    }

    public async Task<TrackerAnswer> ReadAsync(TrackerTarget target, string key, CancellationToken cancel) =>
        TrackerAnswer.Of(await AskAsync(target, HttpMethod.Get, $"issue/{key}?fields=summary,status", null, cancel), json => Ticket(
            target, TrackerHttp.Text(json, "key"), TrackerHttp.Text(json, "fields", "summary"), TrackerHttp.Text(json, "fields", "status", "statusCategory", "key") == "done"));

    public async Task<string?> SetAsync(TrackerTarget target, string key, bool isClosed, string comment, CancellationToken cancel)
    {
        var known = await AskAsync(target, HttpMethod.Get, $"issue/{key}/transitions", null, cancel);
        if (known.Problem is { } problem) return problem;
        string[] wanted = isClosed ? ["done"] : ["new", "indeterminate"];
        var transitions = TrackerHttp.Find(known.Json, "transitions") is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray().ToList() : [];
        var found = wanted.Select(category => transitions.Find(each => TrackerHttp.Text(each, "to", "statusCategory", "key") == category)).FirstOrDefault(static each => each.ValueKind == JsonValueKind.Object);
        if (TrackerHttp.Text(found, "id") is not { Length: > 0 } id)
            return $"From where the ticket is, its workflow leads to no status that is {(isClosed ? "done" : "open")}.";
        return (await AskAsync(target, HttpMethod.Post, $"issue/{key}/transitions", new() { ["transition"] = new JsonObject { ["id"] = id } }, cancel)).Problem
            ?? (await AskAsync(target, HttpMethod.Post, $"issue/{key}/comment", new() { ["body"] = comment }, cancel)).Problem;
    }

    private Task<TrackerReply> AskAsync(TrackerTarget target, HttpMethod method, string path, JsonObject? body, CancellationToken cancel) => http.AskAsync(
        method, $"{target.Url}/rest/api/2/{path}",
        [new("Authorization", target.User.Length == 0 ? $"Bearer {target.Token}" : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{target.User}:{target.Token}"))}")], body, cancel);

    private static RemoteTicket? Ticket(TrackerTarget target, string key, string title, bool isClosed) => TrackerHttp.Ticket(key, $"{target.Url}/browse/{Uri.EscapeDataString(key)}", title, isClosed);

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,50}$", RegexOptions.NonBacktracking)]
    private static partial Regex ProjectKey();
}
