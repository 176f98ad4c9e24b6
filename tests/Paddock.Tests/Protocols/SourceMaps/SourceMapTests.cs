using System.Text;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Tests.Protocols.SourceMaps;

/// <summary>What generated code was written as: with a map that rolldown made and places that node named, and rule by rule.</summary>
public sealed class SourceMapTests
{
    // Of: function e(e){if(e.length===0)throw Error(`an empty cart has no total`);return …}function t(t){return t+e([])}console.log(t(`total `));
    private const string Bundle = """
        {"version":3,"file":"main.js","names":["totalOf","lines","sum","line","checkout","label"],"sources":["../cart.ts","../main.ts"],
        "sourcesContent":["export interface Line { price: number; quantity: number }\n\nexport function totalOf(lines: Line[]): number {\n  if (lines.length === 0) throw new Error(\"an empty cart has no total\");\n  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);\n}\n","import { totalOf } from \"./cart\";\n\nexport function checkout(label: string): string {\n  return label + totalOf([]);\n}\nconsole.log(checkout(\"total \"));\n"],
        "mappings":"AAEA,SAAgBA,EAAQ,EAAuB,CAC7C,GAAIC,EAAM,SAAW,EAAG,MAAU,MAAM,4BAA4B,EACpE,OAAOA,EAAM,QAAQ,EAAK,IAASC,EAAMC,EAAK,MAAQA,EAAK,SAAU,CAAC,CACxE,CCHA,SAAgBC,EAAS,EAAuB,CAC9C,OAAOC,EAAQL,EAAQ,CAAC,CAAC,CAC3B,CACA,QAAQ,IAAII,EAAS,QAAQ,CAAC,E",
        "debugId":"6e026874-b6de-47a0-bc27-d26dbbaf6e24"}
        """;

    [Theory]
    [InlineData(37, "../cart.ts", 4, "  if (lines.length === 0) throw new Error(\"an empty cart has no total\");")]
    [InlineData(143, "../main.ts", 4, "  return label + totalOf([]);")]
    [InlineData(161, "../main.ts", 6, "console.log(checkout(\"total \"));")]
    public void The_stack_that_node_printed_leads_to_the_lines_that_were_written(int column, string source, int line, string text)
    {
        var place = Parsed(Bundle).Find(1, column);
        Assert.Equal((source, line, text), (place?.Source, place?.Line, place?.SourceLine(line)));
    }

    [Fact]
    public void A_call_is_named_as_it_was_before_it_was_minified() =>
        Assert.Equal(("totalOf", "checkout"), (Parsed(Bundle).Find(1, 143)?.Name, Parsed(Bundle).Find(1, 161)?.Name));

    [Fact]
    public void The_bundlers_id_is_read() => Assert.Equal(new Guid("6e026874-b6de-47a0-bc27-d26dbbaf6e24"), Parsed(Bundle).DebugId);

    [Fact]
    public void What_it_takes_in_memory_counts_its_sources() =>
        Assert.InRange(Parsed($$"""{"sources":["a"],"sourcesContent":["{{new string('x', 10_000)}}"],"mappings":""}""").HeldBytes, 20_000, 21_000);

    [Theory]
    [InlineData("AAAA", 1, 1, "a.ts 1:1")]
    [InlineData("AAAA", 1, 900, "a.ts 1:1")]
    [InlineData("AAAA", 2, 1, null)]
    [InlineData("EAAA", 1, 2, null)]
    [InlineData(";;EAEA", 3, 3, "a.ts 3:1")]
    [InlineData("AAAA,E", 1, 3, null)]
    [InlineData("AACA", 1, 1, "a.ts 2:1")]
    [InlineData("ACAA", 1, 1, null)]
    [InlineData("AAAAC", 1, 1, "a.ts 1:1 second")]
    [InlineData("AAAAE", 1, 1, "a.ts 1:1")]
    [InlineData("gCAAA,fAAEA", 1, 20, "a.ts 1:3 first")]
    public void A_place_is_what_the_last_mapping_before_it_says(string mappings, int line, int column, string? expected)
    {
        var place = Parsed($$"""{"sources":["a.ts"],"names":["first","second"],"mappings":"{{mappings}}"}""").Find(line, column);
        Assert.Equal(expected, place is { } found ? $"{found.Source} {found.Line}:{found.Column} {found.Name}".TrimEnd() : null);
    }

    [Fact]
    public void Members_may_come_in_any_order_and_behind_a_guard() => Assert.Equal("src/a.ts", Parsed(
        ")]}'\n" + """{"mappings":"AAAA","sourcesContent":["one\r\ntwo"],"sourceRoot":"src/","sources":["a.ts"]}""").Find(1, 1)?.Source);

    [Fact]
    public void Lines_of_a_source_come_without_their_breaks()
    {
        var place = Parsed("""{"mappings":"AAAA","sourcesContent":["one\r\ntwo"],"sources":["a.ts"]}""").Find(1, 1)!.Value;
        Assert.Equal([null, "one", "two", null], Enumerable.Range(0, 4).Select(place.SourceLine));
    }

    [Theory]
    [InlineData("/x/a.ts")]
    [InlineData("webpack://shop/a.ts")]
    public void A_source_that_says_where_it_is_stays_there(string source) =>
        Assert.Equal(source, Parsed($$"""{"mappings":"AAAA","sourceRoot":"src","sources":["{{source}}"]}""").Find(1, 1)?.Source);

    [Theory]
    [InlineData(1, 1, "a.ts", "a of one")]
    [InlineData(2, 10, null, null)]
    [InlineData(2, 11, "b.ts", "b of two")]
    [InlineData(3, 1, "b.ts", "b of two")]
    public void Maps_in_an_index_begin_where_it_says_and_keep_their_own_sources(int line, int column, string? source, string? text)
    {
        const string index = """
            {"version":3,"sections":[
              {"offset":{"line":0,"column":0},"map":{"sources":["a.ts"],"sourcesContent":["a of one"],"names":[],"mappings":"AAAA"}},
              {"map":{"names":[],"mappings":"AAAA;AAAA","sources":["b.ts"],"sourcesContent":["b of two"]},"offset":{"line":1,"column":10}}]}
            """;
        var place = Parsed(index).Find(line, column);
        Assert.Equal((source, text), (place?.Source, place?.SourceLine(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"sources":["a"],"mappings":7}""")]
    [InlineData("""{"sources":["a"],"mappings":"AA"}""")]
    [InlineData("""{"sources":["a"],"mappings":"AAAA,AAC"}""")]
    [InlineData("""{"sources":["a"],"mappings":"AAAAAA"}""")]
    [InlineData("""{"sources":["a"],"mappings":"A A"}""")]
    [InlineData("""{"sources":["a"],"mappings":"DAAA"}""")]
    [InlineData("""{"sources":["a"],"mappings":"ggggggggB"}""")]
    [InlineData("""{"sources":["a"],"mappings":"AAAA"} {}""")]
    [InlineData("""{"sections":[{"map":{"sections":[]}}]}""")]
    [InlineData("""{"sections":{}}""")]
    [InlineData(")]}'")]
    public void What_is_no_map_is_said_to_be_none(string json) => Assert.Equal(SourceMapStatus.Malformed, Parse(json, out _));

    [Fact]
    public void A_map_of_too_much_is_refused_whole()
    {
        Assert.Equal(SourceMapStatus.TooLarge, Parse($$"""{"mappings":"","sources":[{{Repeat("0,", SourceMapLimits.Sources)}}0]}""", out _));
        Assert.Equal(SourceMapStatus.TooLarge, Parse($$"""{"mappings":"","names":[{{Repeat("0,", SourceMapLimits.Names)}}0]}""", out _));
        Assert.Equal(SourceMapStatus.TooLarge, Parse($$"""{"mappings":"{{Repeat("A,", SourceMapLimits.Mappings)}}A"}""", out _));
        Assert.Equal(SourceMapStatus.TooLarge, SourceMap.Parse(new byte[SourceMapLimits.Bytes + 1], out _));
    }

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Equal(SourceMapStatus.Malformed, Parse($$"""{"mappings":"","x":{{new string('[', 100_000)}}""", out _));

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static SourceMap Parsed(string json)
    {
        Assert.Equal(SourceMapStatus.Ok, Parse(json, out var map));
        return map!;
    }

    private static SourceMapStatus Parse(string json, out SourceMap? map) => SourceMap.Parse(Encoding.UTF8.GetBytes(json), out map);
}
