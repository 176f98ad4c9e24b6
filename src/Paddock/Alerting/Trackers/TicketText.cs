using System.Text;
using System.Text.Json;
using Paddock.Alerting.Channels;
using Paddock.Hosting;
using Paddock.Signals.Errors;

namespace Paddock.Alerting.Trackers;

/// <summary>What a new ticket says until somebody writes something else: the kind of the error and where it happens, without its message, since a tracker may be public.</summary>
internal sealed class TicketText(ErrorsQueries queries, IssueDirectory directory, PublicAddress address)
{
    private const int MostFrames = 8;

    /// <returns>Null: the project has no such issue, or none of its events is kept any more.</returns>
    public async Task<TicketDraft?> DraftAsync(int project, string slug, int issue, CancellationToken cancel)
    {
        var hashes = directory.HashesOf(project, issue);
        if (hashes.Length == 0 || await queries.PlaceAsync(project, hashes, "latest", cancel) is not { } place || await queries.EventAsync(project, place.EventId, place.Time, cancel) is not { } last) return null;
        var type = last.Type is "" ? "Error" : last.Type;
        var text = new StringBuilder($"{type}{(last.Culprit is "" ? "" : $" in {last.Culprit}")}\n\n{Link(slug, issue)}\n\n");
        text.Append($"- {place.Total} {(place.Total == 1 ? "event is" : "events are")} kept\n");
        if (last.Release is not "") text.Append($"- last seen in release {last.Release}\n");
        if (last.Environment is not "") text.Append($"- in {last.Environment}\n");
        if (Frames(last.Stack) is { Count: > 0 } frames) text.Append($"\nThe innermost calls:\n\n{string.Concat(frames.Select(static frame => $"    {frame}\n"))}");
        return new TicketDraft($"{type}{(last.Culprit is "" ? "" : $" in {last.Culprit}")}", text.ToString());
    }

    public string Closed(string slug, int issue) => $"Resolved in Paddock: {Link(slug, issue)}";

    public string Opened(string slug, int issue, bool hasRegressed) => $"{(hasRegressed ? "It happened again" : "Opened again in Paddock")}: {Link(slug, issue)}";

    private string Link(string slug, int issue) => $"{MessageLinks.Root(address)}/p/{slug}/errors/{issue}";

    // Of the exception that was raised, the site's own calls where there are any.
    private static List<string> Frames(string stack)
    {
        if (stack is "") return [];
        using var document = JsonDocument.Parse(stack);
        var raised = TrackerHttp.Find(document.RootElement, "exceptions") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0 ? all[all.GetArrayLength() - 1] : default;
        if (TrackerHttp.Find(raised, "frames") is not { ValueKind: JsonValueKind.Array } frames) return [];
        var own = frames.EnumerateArray().Where(static frame => TrackerHttp.Find(frame, "in_app").ValueKind == JsonValueKind.True).ToList();
        return [.. (own.Count > 0 ? own : [.. frames.EnumerateArray()]).TakeLast(MostFrames).Reverse().Select(static frame =>
            $"{TrackerHttp.Text(frame, "filename")}:{TrackerHttp.Find(frame, "lineno")} in {TrackerHttp.Text(frame, "function")}")];
    }
}
