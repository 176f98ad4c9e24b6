using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Paddock.Outbound;

namespace Paddock.Alerting.Trackers;

/// <summary>JSON to and from trackers, under the policy of all outbound calls.</summary>
internal sealed class TrackerHttp(OutboundHttp http)
{
    private const int MostShown = 200, LongestTitle = 500, LongestUrl = 2_000;

    public async Task<TrackerReply> AskAsync(HttpMethod method, string url, IEnumerable<KeyValuePair<string, string>> headers, JsonObject? body, CancellationToken cancel)
    {
        var request = new OutboundRequest(new Uri(url), method)
        {
            Headers = [new("Accept", "application/json"), new("User-Agent", "Paddock"), .. body is null ? [] : (KeyValuePair<string, string>[])[new("Content-Type", "application/json")], .. headers],
            Body = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()),
            MostRedirects = 2,
        };
        var result = await http.SendAsync(request, cancel);
        if (result.Failure is not null) return new(default, result.Detail);
        if (result.Status is < 200 or >= 300) return new(default, Refusal(result));
        if (result.Body.Length == 0) return new(default, null);
        try
        {
            return new(JsonElement.Parse(result.Body), null);
        }
        catch (JsonException)
        {
            return new(default, "Its answer is no JSON, or longer than 1 MB.");
        }
    }

    /// <returns>Empty where it is not a text.</returns>
    public static string Text(JsonElement json, params ReadOnlySpan<string> path) =>
        Find(json, path) is { ValueKind: JsonValueKind.String } found ? found.GetString()! : "";

    public static JsonElement Find(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return default;
        return json;
    }

    /// <summary>A ticket as it may be kept: what a tracker answers is shown to people, and its address is one that they follow.</summary>
    public static RemoteTicket? Ticket(string key, string url, string title, bool isClosed) => key.Length is 0 or > 100 ? null : new(
        key, url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? url : "", title.Length > LongestTitle ? title[..LongestTitle] : title, isClosed);

    private static string Refusal(OutboundResult result)
    {
        var said = Encoding.UTF8.GetString(result.Body);
        var shown = said.Length == 0 ? "" : $": {(said.Length > MostShown ? said[..MostShown] : said)}";
        return result.Status switch
        {
            401 => "It does not know the token (401).",
            403 => $"The token may not do that (403){shown}",
            404 or 410 => $"It has no such thing, or the token may not see it ({result.Status}).",
            var status => $"It answered {status}{shown}",
        };
    }
}

/// <param name="Json">Undefined where there was no body.</param>
/// <param name="Problem">Why it failed; null: it did not.</param>
internal sealed record TrackerReply(JsonElement Json, string? Problem);
