using System.Text.Json;
using System.Text.Json.Nodes;

namespace Paddock.Alerting.Trackers.GitLab;

/// <summary>Issues of a GitLab project (REST, version 4), on gitlab.com or at an address.</summary>
internal sealed class GitLabTracker(TrackerHttp http) : ITracker
{
    public string Kind => "gitlab";

    public string PlaceLooks => "group/project";

    public bool IsPlace(string place) => PastedKey.IsPath(place, 2, 20);

    public string? KeyOf(TrackerTarget target, string pasted) => PastedKey.Number(pasted, $"/{target.Place}/-/issues/") ?? PastedKey.Number(pasted, $"/{target.Place}/-/work_items/");

    public async Task<string?> ProbeAsync(TrackerTarget target, CancellationToken cancel) => (await AskAsync(target, HttpMethod.Get, "", null, cancel)).Problem;

    public async Task<TrackerAnswer> CreateAsync(TrackerTarget target, string title, string text, CancellationToken cancel) =>
        TrackerAnswer.Of(await AskAsync(target, HttpMethod.Post, "/issues", new() { ["title"] = title, ["description"] = text }, cancel), Read);

    public async Task<TrackerAnswer> ReadAsync(TrackerTarget target, string key, CancellationToken cancel) =>
        TrackerAnswer.Of(await AskAsync(target, HttpMethod.Get, $"/issues/{key}", null, cancel), Read);

    public async Task<string?> SetAsync(TrackerTarget target, string key, bool isClosed, string comment, CancellationToken cancel) =>
        (await AskAsync(target, HttpMethod.Put, $"/issues/{key}", new() { ["state_event"] = isClosed ? "close" : "reopen" }, cancel)).Problem
            ?? (await AskAsync(target, HttpMethod.Post, $"/issues/{key}/notes", new() { ["body"] = comment }, cancel)).Problem;

    private Task<TrackerReply> AskAsync(TrackerTarget target, HttpMethod method, string path, JsonObject? body, CancellationToken cancel) => http.AskAsync(
        method, $"{(target.Url.Length == 0 ? "https://gitlab.com" : target.Url)}/api/v4/projects/{Uri.EscapeDataString(target.Place)}{path}", [new("PRIVATE-TOKEN", target.Token)], body, cancel);

    private static RemoteTicket? Read(JsonElement json) => TrackerHttp.Find(json, "iid") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var key)
        ? TrackerHttp.Ticket(key.ToString(), TrackerHttp.Text(json, "web_url"), TrackerHttp.Text(json, "title"), TrackerHttp.Text(json, "state") == "closed") : null;
}
