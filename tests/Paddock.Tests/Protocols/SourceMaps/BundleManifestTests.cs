using System.Text;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Tests.Protocols.SourceMaps;

/// <summary>Which file of an upload has which map.</summary>
public sealed class BundleManifestTests
{
    private const string Id = "b29e6a39-b26f-597b-96b5-a663cab14771";

    public static TheoryData<string, string> Rules => new()
    {
        // By the debug id of both.
        { $$$$"""{"j":{"type":"minified_source","url":"~/a.js","headers":{"debug-id":"{{{{Id}}}}"}},"m":{"type":"source_map","url":"~/x.map","headers":{"Debug-Id":"{{{{Id}}}}"}}}""", $"~/a.js {Id} m" },
        // By the link, from where the file is.
        { """{"j":{"type":"minified_source","url":"~/js/a.js","headers":{"Sourcemap":"../maps/a.js.map"}},"m":{"type":"source_map","url":"~/maps/a.js.map"}}""", "~/js/a.js  m" },
        { """{"m":{"type":"source_map","url":"https://cdn.example.org/a.js.map"},"j":{"type":"minified_source","url":"https://cdn.example.org/a.js","headers":{"sourcemap":"a.js.map"}}}""", "https://cdn.example.org/a.js  m" },
        // The link alone leads to the map, which has an id.
        { $$$$"""{"j":{"type":"minified_source","url":"~/a.js","headers":{"sourcemap":"a.js.map"}},"m":{"type":"source_map","url":"~/a.js.map","headers":{"debug-id":"{{{{Id}}}}"}}}""", $"~/a.js {Id} m" },
        // Without the one or the other.
        { """{"j":{"type":"minified_source","url":"~/a.js","headers":{"sourcemap":"a.js.map"}},"k":{"type":"source","url":"~/a.ts"}}""", "~/a.js  " },
        { $$$$"""{"m":{"type":"source_map","url":"~/a.js.map","headers":{"debug-id":"{{{{Id}}}}"}},"n":{"type":"source_map","url":"~/b.js.map"}}""", $" {Id} m" },
        // Of other kinds than anybody sends.
        { """{"a":5,"b":{"type":7},"j":{"type":"minified_source","url":["~/a.js"],"headers":{"debug-id":5,"sourcemap":{}}}}""", "  " },
        { "{}", "" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_file_has_the_map_of_its_id_else_the_one_that_it_links_to(string files, string expected) => Assert.Equal(
        expected, string.Join(", ", Parse($$$$"""{"files":{{{{files}}}}}""")!.Scripts.Select(static script => $"{script.Url} {script.DebugId} {script.Map}")));

    [Fact]
    public void Release_and_distribution_are_those_of_the_whole() => Assert.Equal(("shop@1.0", "7"), Parse("""{"files":{},"release":"shop@1.0","dist":"7"}""") is { } manifest ? (manifest.Release, manifest.Distribution) : default);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"files":[]}""")]
    [InlineData("""{"files":{},"release":"\ud800"}""")]
    public void What_is_no_manifest_is_none(string json) => Assert.Null(Parse(json));

    [Fact]
    public void Too_many_files_are_refused() =>
        Assert.Null(Parse("{\"files\":{" + string.Join(',', Enumerable.Range(0, BundleManifest.MostFiles + 1).Select(static number => $"\"{number}\":{{}}")) + "}}"));

    [Theory]
    [InlineData("https://a.example.org/js/a.js?v=1#x", "https://a.example.org/js/a.js, ~/js/a.js")]
    [InlineData("app:///a.js", "app:///a.js, ~/a.js")]
    [InlineData("/srv/app/a.js", "/srv/app/a.js, ~/srv/app/a.js")]
    [InlineData("a.js", "a.js")]
    [InlineData("https://a.example.org", "https://a.example.org")]
    public void A_frame_names_its_file_by_its_whole_address_or_without_the_host(string file, string names) => Assert.Equal(names, string.Join(", ", ScriptUrls.NamesOf(file)));

    [Theory]
    [InlineData("~/a.js", "a.js.map", "~/a.js.map")]
    [InlineData("~/js/a.js", "./../../../m/a.js.map", "~/m/a.js.map")]
    [InlineData("~/js/a.js", "/m/a.js.map", "~/m/a.js.map")]
    [InlineData("~/js/a.js", "https://cdn.example.org/a.js.map", "https://cdn.example.org/a.js.map")]
    [InlineData("https://cdn.example.org/js/a.js", "/a.js.map", "https://cdn.example.org/a.js.map")]
    [InlineData("a.js", "a.js.map", "a.js.map")]
    [InlineData("/srv/a.js", "a.js.map", "/srv/a.js.map")]
    public void A_link_is_followed_from_where_it_stands(string file, string link, string target) => Assert.Equal(target, ScriptUrls.Resolve(file, link));

    private static BundleManifest? Parse(string json) => BundleManifest.Parse(Encoding.UTF8.GetBytes(json));
}
