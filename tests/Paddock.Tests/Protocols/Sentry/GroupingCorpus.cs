using System.Text.Json.Nodes;

namespace Paddock.Tests.Protocols.Sentry;

/// <summary>The events of tests/corpus/grouping, as JSON that an SDK would send. Its README has the notation.</summary>
internal static class GroupingCorpus
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "corpus", "grouping");

    public static IReadOnlyList<GroupedEvent> Read() => [.. Directory.EnumerateFiles(Root, "*.txt").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    private static IEnumerable<GroupedEvent> ReadFile(string path)
    {
        var groups = File.ReadAllText(path).Split("\n== ");
        var platform = groups[0].Trim()["platform ".Length..];
        foreach (var group in groups[1..])
        {
            var lines = group.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var name = $"{platform}: {lines[0]}";
            var first = string.Join('\n', lines[1..].Where(static line => !line.StartsWith("-- ", StringComparison.Ordinal)));
            yield return new GroupedEvent(name, "as written", Event(platform, first));
            foreach (var line in lines.Where(static line => line.StartsWith("-- ", StringComparison.Ordinal)))
            {
                var (old, replacement) = line[3..].Split(" => ") is [var one, var other] ? (one, other) : throw new FormatException(line);
                if (!first.Contains(old, StringComparison.Ordinal)) throw new FormatException($"{name}: nothing to replace by {line}");
                yield return new GroupedEvent(name, line[3..], Event(platform, first.Replace(old, replacement, StringComparison.Ordinal)));
            }
        }
    }

    private static string Event(string platform, string text)
    {
        var json = new JsonObject { ["platform"] = platform };
        var exceptions = new JsonArray();
        var threads = new JsonArray();
        var frames = new JsonArray();
        var isMapped = false;
        foreach (var line in text.Split('\n'))
        {
            var (word, rest) = line.Split(' ', 2) is [var first, var second] ? (first, second) : (line, "");
            switch (word)
            {
                case "":
                    frames.Add(Frame(platform, rest.TrimStart(), isMapped));
                    break;
                case "message":
                    json["message"] = new JsonObject { ["message"] = rest };
                    break;
                case "formatted":
                    json["message"]!["formatted"] = rest;
                    break;
                case "fingerprint":
                    json["fingerprint"] = new JsonArray([.. rest.Split(" | ").Select(static part => (JsonNode)part)]);
                    break;
                case "thread":
                    threads.Add(new JsonObject { ["name"] = rest, ["stacktrace"] = new JsonObject { ["frames"] = frames = [] } });
                    break;
                case var _ when word.StartsWith("exception", StringComparison.Ordinal):
                    isMapped = word.EndsWith("[mapped]", StringComparison.Ordinal);
                    exceptions.Add(Exception(word, rest, frames = []));
                    break;
                default:
                    throw new FormatException(line);
            }
        }
        if (exceptions.Count > 0) json["exception"] = new JsonObject { ["values"] = exceptions };
        if (threads.Count > 0) json["threads"] = new JsonObject { ["values"] = threads };
        return json.ToJsonString();
    }

    private static JsonObject Exception(string word, string rest, JsonArray frames) => new()
    {
        ["type"] = rest.Split(": ", 2)[0],
        ["value"] = rest.Split(": ", 2)[1],
        ["mechanism"] = new JsonObject
        {
            ["type"] = "generic",
            ["handled"] = false,
            ["synthetic"] = word == "exception[synthetic]",
            ["is_exception_group"] = word == "exception[group]",
        },
        ["stacktrace"] = new JsonObject { ["frames"] = frames },
    };

    private static JsonObject Frame(string platform, string line, bool isMapped)
    {
        var columns = line.Split("  ", 5, StringSplitOptions.RemoveEmptyEntries);
        var frame = new JsonObject();
        if (columns[0] != "any") frame["in_app"] = columns[0] == "app";
        if (columns[1] != "-") frame["module"] = columns[1];
        if (columns[2] != "-") frame["function"] = columns[2];
        if (columns[3] != "-") SetPlace(frame, platform, columns[3]);
        if (columns.Length == 5) frame["context_line"] = columns[4];
        if (isMapped) frame["data"] = new JsonObject { ["sourcemap"] = "app.js.map" };
        return frame;
    }

    // path:line or path:line:column, where the path may be a URL.
    private static void SetPlace(JsonObject frame, string platform, string place)
    {
        var parts = place.Split(':');
        var numbers = int.TryParse(parts[^2], out _) ? 2 : 1;
        var path = string.Join(':', parts[..^numbers]);
        frame["filename"] = path;
        frame["lineno"] = int.Parse(parts[^numbers], null);
        if (numbers == 2) frame["colno"] = int.Parse(parts[^1], null);
        if (platform is not "java") frame["abs_path"] = path.Contains(':', StringComparison.Ordinal) || path[0] is '/' or '[' or '<' ? path : "/srv/site/" + path;
    }
}

/// <param name="Group">The platform, and why it is a group.</param>
/// <param name="Difference">What tells it from the group's first event.</param>
internal sealed record GroupedEvent(string Group, string Difference, string Json);
