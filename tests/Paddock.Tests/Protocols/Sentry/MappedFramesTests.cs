using System.Text;
using System.Text.Json;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Tests.Protocols.Sentry;

/// <summary>Frames of minified code, as their authors wrote them.</summary>
public sealed class MappedFramesTests
{
    private const string Url = "https://shop.example.org/app.min.js";

    // Line 1: column 1 is the call of "outer" in a.ts:2, column 11 that of "then" in a.ts:3, column 21 what fails, in b.ts:1.
    private static readonly string Map = $$"""
        {"sources":["webpack://shop/./src/a.ts?1","../node_modules/lib/b.js"],"names":["outer","then"],"mappings":"AACAA,UACAC,UCFA",
         "sourcesContent":["import 'b'\n  outer()\n  later.then(b)\n{{new string('x', 3_000)}}\nlast","fail()"]}
        """;

    [Fact]
    public void Places_and_source_are_those_of_the_author_and_the_minified_ones_stand_beside()
    {
        var frames = Parse(Frame(1), Frame(11), Frame(21));
        Assert.Equal(["src/a.ts:2:1", "src/a.ts:3:1", "node_modules/lib/b.js:1:1"], frames.Select(static frame => $"{frame.GetProperty("filename")}:{frame.GetProperty("lineno")}:{frame.GetProperty("colno")}"));
        Assert.Equal("webpack://shop/./src/a.ts?1", frames[0].GetProperty("abs_path").GetString());
        Assert.Equal("found", frames[0].GetProperty("source_map").GetString());
        Assert.Equal($$"""{"filename":"{{Url}}","function":"t","lineno":1,"colno":1}""", frames[0].GetProperty("minified").GetRawText());
        Assert.Equal(["import 'b'"], Texts(frames[0], "pre_context"));
        Assert.Equal("  outer()", frames[0].GetProperty("context_line").GetString());
        var post = Texts(frames[0], "post_context");
        Assert.Equal(("  later.then(b)", 512, "last"), (post[0], post[1].Length, post[2]));
        Assert.Equal("""{"id":"7"}""", frames[0].GetProperty("vars").GetRawText());
    }

    [Fact]
    public void A_function_is_called_as_at_the_place_of_its_call_unless_somebody_else_calls_it() =>
        Assert.Equal(["t", "outer", "t"], Parse(Frame(1), Frame(11), Frame(21)).Select(static frame => frame.GetProperty("function").GetString()));

    [Fact]
    public void A_library_in_a_bundle_is_none_of_the_sites_own_code() =>
        Assert.Equal([true, false], Parse(Frame(1), Frame(21)).Select(static frame => frame.GetProperty("in_app").GetBoolean()));

    [Fact]
    public void Events_group_by_the_source_and_not_by_how_a_build_called_it()
    {
        var (one, other) = (Event(Maps(), Frame(11)), Event(Maps(), Frame(11).Replace("\"t\"", "\"q\"", StringComparison.Ordinal).Replace("\"module\":\"m\",", "", StringComparison.Ordinal)));
        Assert.Equal(one.Hashes[0], other.Hashes[0]);
        Assert.Equal("src/a.ts in t", one.Culprit);
        Assert.NotEqual(one.Hashes[0], Event(null, Frame(11)).Hashes[0]);
    }

    [Fact]
    public void Secrets_in_sources_are_left_out_as_those_in_frames_are()
    {
        var map = """{"sources":["k.ts"],"mappings":"AAGA","sourcesContent":["const a = `-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----`\nconst password = \"hunter2hunter2\"\nq"]}""";
        var text = Events.Text(Event(Maps(map), Frame(1)).Stack);
        Assert.DoesNotContain("MIIB", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Contains("[Filtered]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, "no_place")]
    [InlineData(1, "found")]
    public void What_a_map_does_not_know_is_said(int line, string said)
    {
        var frame = Parse(Frame(1).Replace("\"lineno\":1", $"\"lineno\":{line}", StringComparison.Ordinal))[0];
        Assert.Equal(said, frame.GetProperty("source_map").GetString());
        Assert.Equal(line == 1 ? "src/a.ts" : Url, frame.GetProperty("filename").GetString());
    }

    [Fact]
    public void Why_there_is_no_map_is_said_and_nothing_of_files_that_nobody_looked_for()
    {
        var maps = new SourceMapSet();
        maps.Add(Url, SourceMapProblem.NoUpload);
        Assert.Equal("no_upload", Frames(Event(maps, Frame(1)))[0].GetProperty("source_map").GetString());
        Assert.False(Frames(Event(new SourceMapSet(), Frame(1)))[0].TryGetProperty("source_map", out _));
    }

    [Fact]
    public void A_client_cannot_say_what_only_we_say() =>
        Assert.Equal(2, Frames(Event(null, """{"filename":"a.js","lineno":1,"source_map":"found","minified":{"file":"x"}}"""))[0].EnumerateObject().Count());

    [Fact]
    public void A_line_of_five_megabytes_costs_what_is_shown_of_it()
    {
        var map = $$"""{"sources":["a.js"],"mappings":"AAAA","sourcesContent":["{{new string('x', 5 << 20)}}"]}""";
        Assert.Equal(512, Frames(Event(Maps(map), Frame(1)))[0].GetProperty("context_line").GetString()!.Length);
    }

    public static TheoryData<string, string> Needs => new()
    {
        { """{"platform":"javascript","release":"1","dist":"2","exception":{"values":[{"stacktrace":{"frames":[{"filename":"https://a/b.js"},{"abs_path":"https://a/c.js","filename":"c.js"},{"filename":"https://a/b.js"}]}}]},"debug_meta":{"images":[{"debug_id":"b29e6a39-b26f-597b-96b5-a663cab14771","code_file":"https://a/b.js"},5]}}""", "1 2 https://a/b.js=b29e6a39-b26f-597b-96b5-a663cab14771 https://a/c.js=" },
        { """{"threads":[{"stacktrace":{"frames":[{"filename":"/srv/a.js","vars":{"frames":[{"filename":"/no.js"}]}}]}}],"platform":"node"}""", "  /srv/a.js=" },
        { """{"platform":"python","stacktrace":{"frames":[{"filename":"/a.py"},{"filename":"https://a/b.js","platform":"javascript"}]}}""", "  https://a/b.js=" },
        { """{"platform":"javascript","exception":[{"stacktrace":{"frames":[null,7,{"filename":"node:internal/x"},{"filename":"<anonymous>"},{"filename":["/a"]},{"lineno":1}]}}]}""", "none" },
        { """{"platform":"python","exception":{"values":[{"stacktrace":{"frames":[{"filename":"/a/b.py"}]}}]}}""", "none" },
        { """{"platform":"javascript","exception":{"values":[{"stacktrace":{"frames":[{"filename":"https://a/b.js"}""", "none" },
        { """["javascript"]""", "none" },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public void Files_are_found_before_the_event_is_read(string json, string expected)
    {
        var found = ScriptFiles.Of(Encoding.UTF8.GetBytes(json));
        Assert.Equal(expected, found is null ? "none" : $"{found.Release} {found.Distribution} {string.Join(' ', found.Files.Select(file => $"{file}={found.DebugIdOf(file)}"))}");
    }

    internal static string Frame(int column) =>
        $$$"""{"filename":"{{{Url}}}","function":"t","module":"m","lineno":1,"colno":{{{column}}},"in_app":true,"context_line":"minified","pre_context":["a"],"vars":{"id":"7"}}""";

    internal static SourceMapSet Maps(string? map = null)
    {
        Assert.Equal(SourceMapStatus.Ok, SourceMap.Parse(Encoding.UTF8.GetBytes(map ?? Map), out var parsed));
        var maps = new SourceMapSet();
        maps.Add(Url, parsed!);
        return maps;
    }

    private static JsonElement[] Parse(params string[] frames) => Frames(Event(Maps(), frames));

    internal static ErrorEvent Event(SourceMapSet? maps, params string[] frames) => Events.Parse(
        Encoding.UTF8.GetBytes($$$$"""{"platform":"javascript","exception":{"values":[{"type":"TypeError","value":"x","stacktrace":{"frames":[{{{{string.Join(',', frames)}}}}]}}]}}"""), Events.Context with { Maps = maps });

    private static JsonElement[] Frames(ErrorEvent parsed) => [.. Events.Json(parsed.Stack).GetProperty("exceptions")[0].GetProperty("frames").EnumerateArray()];

    private static string[] Texts(JsonElement frame, string name) => [.. frame.GetProperty(name).EnumerateArray().Select(static line => line.GetString()!)];
}
