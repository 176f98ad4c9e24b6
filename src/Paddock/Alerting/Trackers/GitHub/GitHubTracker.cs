using System.Text.Json;
using System.Text.Json.Nodes;

namespace Paddock.Alerting.Trackers.GitHub;

/// <summary>Issues of a GitHub repository (REST, version 2022-11-28); with an address, of GitHub Enterprise Server.</summary>
internal sealed class GitHubTracker(TrackerHttp http) : ITracker
{
    public string Kind => "github";

    public string PlaceLooks => "owner/repository";

    public bool IsPlace(string place) => PastedKey.IsPath(place, 2, 2);

    public string? KeyOf(TrackerTarget target, string pasted) => PastedKey.Number(pasted, $"/{target.Place}/issues/");

    public async Task<string?> ProbeAsync(TrackerTarget target, CancellationToken cancel) =>
        await AskAsync(target, HttpMethod.Get, "", null, cancel) switch
        {
            { Problem: { } problem } => problem,
            { Json: var json } when TrackerHttp.Find(json, "has_issues") is { ValueKind: JsonValueKind.False } => "Issues are turned off in this repository.",
            _ => null,
        };

    public async Task<TrackerAnswer> CreateAsync(TrackerTarget target, string title, string text, CancellationToken cancel) =>
        TrackerAnswer.Of(await AskAsync(target, HttpMethod.Post, "/issues", new() { ["title"] = title, ["body"] = text }, cancel), Read);

    public async Task<TrackerAnswer> ReadAsync(TrackerTarget target, string key, CancellationToken cancel) =>
        TrackerAnswer.Of(await AskAsync(target, HttpMethod.Get, $"/issues/{key}", null, cancel), Read);

    public async Task<string?> SetAsync(TrackerTarget target, string key, bool isClosed, string comment, CancellationToken cancel)
    {
        var change = new JsonObject { ["state"] = isClosed ? "closed" : "open", ["state_reason"] = isClosed ? "completed" : "reopened" };
        return (await AskAsync(target, HttpMethod.Patch, $"/issues/{key}", change, cancel)).Problem
            ?? (await AskAsync(target, HttpMethod.Post, $"/issues/{key}/comments", new() { ["body"] = comment }, cancel)).Problem;
    }

    private Task<TrackerReply> AskAsync(TrackerTarget target, HttpMethod method, string path, JsonObject? body, CancellationToken cancel) => http.AskAsync(
        method, $"{(target.Url.Length == 0 ? "https://api.github.com" : $"{target.Url}/api/v3")}/repos/{target.Place}{path}",
        [new("Authorization", $"Bearer {target.Token}"), new("X-GitHub-Api-Version", "2022-11-28")], body, cancel);

    // Pull requests have numbers among the issues'.
    private static RemoteTicket? Read(JsonElement json) => TrackerHttp.Find(json, "pull_request").ValueKind == JsonValueKind.Object ? null
        : TrackerHttp.Find(json, "number") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var key)
            ? TrackerHttp.Ticket(key.ToString(), TrackerHttp.Text(json, "html_url"), TrackerHttp.Text(json, "title"), TrackerHttp.Text(json, "state") == "closed") : null;
}
