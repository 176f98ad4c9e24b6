using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Errors of tests/corpus, sent again through the door: as they were, but at another time and to another person.</summary>
internal sealed class RecordedErrors(PaddockProcess server, CreatedProject project)
{
    private static readonly string Root = Path.Combine(PaddockProcess.RepositoryRoot, "tests", "corpus");

    /// <param name="name">"sentry-python-1.9.10/message"</param>
    /// <param name="at">all times in the event move along</param>
    /// <param name="user">a user id; null leaves the event's own</param>
    /// <param name="release">null leaves the event's own</param>
    /// <returns>The event's id.</returns>
    public async Task<string> SendAsync(string name, DateTimeOffset at, string? user = null, string? release = null)
    {
        var error = JsonNode.Parse(EventOf(name))!.AsObject();
        var id = Some.EventId();
        error["event_id"] = id;
        Move(error, at);
        if (user is not null) error["user"] = new JsonObject { ["id"] = user };
        if (release is not null) error["release"] = release;
        var body = Some.Envelope($$"""{"event_id":"{{id}}"}""", ("event", error.ToJsonString()));
        using var answer = await server.Http.PostAsync($"/api/{project.Id}/envelope/?sentry_key={project.WriteKey}", new ByteArrayContent(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return id;
    }

    /// <summary>Waits until this many events can be read.</summary>
    public Task AreStoredAsync(int count) => Eventually.EqualAsync(count, () => server.CountAsync(project, "SELECT count() FROM errors"));

    private static string EventOf(string name)
    {
        if (File.Exists(Path.Combine(Root, name + ".json"))) return File.ReadAllText(Path.Combine(Root, name + ".json"));
        var lines = Text(Path.Combine(Root, name + ".body")).Split('\n');
        // An event alone, or an envelope: the header, then an item's header and its payload, a line each.
        return lines.Length < 3 ? lines[0] : lines[Array.FindIndex(lines, line => line.StartsWith("{\"type\":\"event\"", StringComparison.Ordinal)) + 1];
    }

    private static string Text(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1F, 0x8B, ..]) return Encoding.UTF8.GetString(bytes);
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static void Move(JsonObject error, DateTimeOffset at)
    {
        var distance = at - (TimeOf(error["timestamp"]) ?? at);
        error["timestamp"] = Written(at);
        var crumbs = error["breadcrumbs"] is JsonObject { } of ? of["values"] as JsonArray : error["breadcrumbs"] as JsonArray;
        foreach (var crumb in crumbs?.OfType<JsonObject>() ?? [])
            if (TimeOf(crumb["timestamp"]) is { } time) crumb["timestamp"] = Written(time + distance);
    }

    // Python writes ISO 8601, JavaScript seconds since 1970.
    private static DateTimeOffset? TimeOf(JsonNode? timestamp) => timestamp?.AsValue() switch
    {
        null => null,
        var value when value.TryGetValue<double>(out var seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        var value => DateTimeOffset.Parse(value.GetValue<string>()),
    };

    private static string Written(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
}
