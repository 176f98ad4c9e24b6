using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

/// <summary>Input that breaks parsers, and what becomes of it.</summary>
public sealed class BadEventTests
{
    [Fact]
    public void Invalid_utf8_becomes_replacement_characters()
    {
        byte[] json = [.. "{\"message\":\"a"u8, 0xFF, 0xC3, 0x28, .. "b\",\"tags\":{\"k"u8, 0xFE, .. "\":\"v\"}}"u8];
        using var parsed = Events.Parse(json, Events.Context);
        Assert.Equal("a\uFFFD\uFFFD(b", parsed.Message);
        Assert.Equal("k\uFFFD", parsed.Tags[0].Key);
    }

    [Theory]
    [InlineData("\\ud800", "\uFFFD")]
    [InlineData("\\udc00x", "\uFFFDx")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("\\ud83d\\u0041", "\uFFFDA")]
    [InlineData("\\u0000", "\uFFFD")]
    [InlineData("\\u00e9\\t\\\"\\\\\\/\\b\\f", "é\t\"\\/\b\f")]
    public void Escapes_that_are_no_characters_become_replacement_characters(string escaped, string expected)
    {
        using var parsed = Events.Parse($$$"""{"message":"<{{{escaped}}}>","extra":{"x":"<{{{escaped}}}>"}}""");
        Assert.Equal($"<{expected}>", parsed.Message);
        Assert.Equal($"<{expected}>", Events.Json(parsed.Extra).GetProperty("x").GetString());
    }

    [Fact]
    public void The_literals_of_pythons_json_become_null()
    {
        using var parsed = Events.Parse("""{"extra":{"a":NaN,"b":[Infinity,-Infinity],"c":"NaN stays","d":"Infinity \" NaN"},"message":"m"}""");
        Assert.Equal("""{"a":null,"b":[null,null],"c":"NaN stays","d":"Infinity \" NaN"}""", Events.Text(parsed.Extra));
        Assert.Equal("m", parsed.Message);
    }

    [Fact]
    public void A_byte_order_mark_and_raw_control_characters_are_forgiven()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. "{\"message\":\"a\nb\tc\"}"u8];
        using var parsed = Events.Parse(json, Events.Context);
        Assert.Equal("a b c", parsed.Message);
    }

    [Fact]
    public void Ten_thousand_tags_keep_two_hundred()
    {
        var tags = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $"\"tag{index}\":\"{index}\""));
        using var parsed = Events.Parse($$"""{"tags":{{{tags}} },"message":"still here"}""");
        Assert.Equal(200, parsed.Tags.Count);
        Assert.Equal("still here", parsed.Message);
        Assert.Contains("tags", Events.Trimmed(parsed));
    }

    [Theory]
    [InlineData("extra")]
    [InlineData("contexts")]
    [InlineData("tags")]
    [InlineData("exception")]
    [InlineData("breadcrumbs")]
    [InlineData("request")]
    [InlineData("user")]
    [InlineData("fingerprint")]
    [InlineData("logentry")]
    [InlineData("sdk")]
    [InlineData("anything")]
    [InlineData("level")]
    public void Json_a_hundred_thousand_deep_is_cut_in_bounded_stack(string member)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
            using var parsed = Events.Parse($$"""{"{{member}}":{{deep}},"transaction":"behind"}""");
            Assert.Equal("behind", parsed.Transaction);
            Assert.True(Events.Everything(parsed).Length < 4096);
        }
    }

    [Fact]
    public void The_last_of_duplicate_members_counts()
    {
        using var parsed = Events.Parse("""
            {"message":"first","message":"second","tags":{"a":"1"},"tags":{"b":"2"},"exception":[{"type":"A"}],"exception":[{"type":"B"}],"extra":{"x":1},"extra":{"x":2,"x":3},"level":"info","level":"debug"}
            """);
        Assert.Equal(("B", "debug", "b"), (parsed.Type, parsed.Level, parsed.Tags[0].Key));
        Assert.Equal("""{"exceptions":[{"type":"B"}]}""", Events.Text(parsed.Stack));
        Assert.Equal(3, Events.Json(parsed.Extra).GetProperty("x").GetInt32());
    }

    [Theory]
    [InlineData("exception")]
    [InlineData("threads")]
    [InlineData("stacktrace")]
    [InlineData("breadcrumbs")]
    [InlineData("request")]
    [InlineData("user")]
    [InlineData("contexts")]
    [InlineData("extra")]
    [InlineData("tags")]
    [InlineData("fingerprint")]
    [InlineData("message")]
    [InlineData("sdk")]
    [InlineData("modules")]
    [InlineData("release")]
    [InlineData("sample_rate")]
    public void A_member_of_a_wrong_type_costs_only_itself(string member)
    {
        foreach (var wrong in new[] { "5", "-1.5e10", "\"text\"", "true", "null", "[]", "{}", "[[]]", "[{}]", "[[[1]]]", "{\"values\":5}", "{\"values\":[5,[],\"x\"]}", "{\"frames\":{}}", "{\"a\":[{}]}", "[1,[2],[3,4],[[5],6]]" })
        {
            using var parsed = Events.Parse($$"""{"{{member}}":{{wrong}},"transaction":"behind"}""");
            Assert.Equal("behind", parsed.Transaction);
            foreach (var part in new[] { parsed.Stack, parsed.Breadcrumbs, parsed.Contexts, parsed.Request, parsed.Extra, parsed.User, parsed.Rest, parsed.Remarks })
                Assert.True(part.IsEmpty || Events.Json(part).ValueKind is System.Text.Json.JsonValueKind.Object or System.Text.Json.JsonValueKind.Array);
        }
    }

    [Fact]
    public void Four_hundred_frames_keep_both_ends()
    {
        var frames = string.Join(',', Enumerable.Range(0, 1300).Select(index => $$"""{"function":"f{{index}}","lineno":{{index}}}"""));
        using var parsed = Events.Parse($$$"""{"exception":{"values":[{"type":"RecursionError","stacktrace":{"frames":[{{{frames}}}]}}]}}""");
        var kept = Events.Json(parsed.Stack).GetProperty("exceptions")[0].GetProperty("frames");
        Assert.Equal(250, kept.GetArrayLength());
        Assert.Equal(("f0", "f124", "f1175", "f1299"), (Function(0), Function(124), Function(125), Function(249)));
        Assert.Equal("f1299", parsed.Culprit);
        Assert.Contains("exceptions.0.frames", Events.Trimmed(parsed));

        string? Function(int index) => kept[index].GetProperty("function").GetString();
    }

    [Fact]
    public void A_hundred_thousand_exceptions_frames_and_breadcrumbs_are_bounded()
    {
        using var exceptions = Events.Parse($$"""{"exception":[{{string.Join(',', Enumerable.Range(0, 50_000).Select(index => $$"""{"type":"E{{index}}"}"""))}}]}""");
        Assert.Equal(50, Events.Json(exceptions.Stack).GetProperty("exceptions").GetArrayLength());
        Assert.Equal("E49999", exceptions.Type);
        using var frames = Events.Parse($$$"""{"stacktrace":{"frames":[{{{string.Join(',', Enumerable.Repeat("{}", 300_000))}}}]}}""");
        Assert.Equal(250, Events.Json(frames.Stack).GetProperty("threads")[0].GetProperty("frames").GetArrayLength());
        using var breadcrumbs = Events.Parse($$"""{"breadcrumbs":[{{string.Join(',', Enumerable.Range(0, 40_000).Select(index => $$"""{"message":"{{index}}"}"""))}}]}""");
        var kept = Events.Json(breadcrumbs.Breadcrumbs);
        Assert.Equal((100, "39999"), (kept.GetArrayLength(), kept[99].GetProperty("message").GetString()));
    }

    [Fact]
    public void Over_long_texts_are_cut_and_noted()
    {
        var text = new string('a', 100_000);
        using var parsed = Events.Parse($$$"""
            {"message":"{{{text}}}","transaction":"{{{text}}}","tags":{"{{{text}}}":"{{{text}}}"},"extra":{"x":"{{{text}}}"},"exception":[{"type":"{{{text}}}","stacktrace":{"frames":[{"function":"{{{text}}}","vars":{"v":"{{{text}}}"}}]}}]}
            """);
        Assert.Equal((8192, 512, 200, 200, 256), (parsed.Message!.Length, parsed.Transaction!.Length, parsed.Tags[0].Key.Length, parsed.Tags[0].Value.Length, parsed.Type!.Length));
        Assert.Equal(16 * 1024, Events.Json(parsed.Extra).GetProperty("x").GetString()!.Length);
        Assert.EndsWith("…", parsed.Message, StringComparison.Ordinal);
        AssertTrimmed(parsed, "message", "transaction", "extra.x", "exceptions.0.type", "exceptions.0.frames.0.function", "exceptions.0.frames.0.vars.v");
    }

    [Fact]
    public void Too_many_variables_are_cut_and_noted()
    {
        var many = string.Join(',', Enumerable.Range(0, 20_000).Select(index => $"\"v{index}\":\"{index}\""));
        using var parsed = Events.Parse("""{"exception":[{"stacktrace":{"frames":[{"vars":{MANY}}]}}],"contexts":{"a":{MANY}}}""".Replace("MANY", many, StringComparison.Ordinal));
        Assert.InRange(parsed.Stack.Length, 10_000, 17_000);
        Assert.InRange(parsed.Contexts.Length, 20_000, 33_000);
        AssertTrimmed(parsed, "exceptions.0.frames.0.vars", "contexts.a");
    }

    [Fact]
    public void Surrogates_are_not_cut_in_half()
    {
        using var parsed = Events.Parse($$"""{"transaction":"a{{string.Concat(Enumerable.Repeat("😀", 1000))}}"}""");
        Assert.EndsWith("😀…", parsed.Transaction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parser_keeps_nothing_from_one_event_to_the_next()
    {
        using var first = Events.Parse("""{"message":"m","tags":{"a":"b"},"extra":{"api_key":"s3cr3t-key-71"},"exception":[{"type":"A"}],"fingerprint":["x"]}""");
        using var second = Events.Parse("""{"transaction":"s3cr3t-key-71"}""");
        Assert.Equal(("s3cr3t-key-71", null, null), (second.Transaction, second.Message, second.Type));
        Assert.Empty(second.Tags);
        Assert.True(second.Remarks.IsEmpty && second.Extra.IsEmpty && second.Rest.IsEmpty);
    }

    // A thousand times what an ordinary event takes: what grows with the square of the size takes minutes.
    [Theory]
    [InlineData("{\"extra\":[", "\"/auth/a\",", "1]}")]
    [InlineData("{\"extra\":{\"x\":\"", "/auth/", "\"}}")]
    [InlineData("{\"extra\":{\"x\":\"", "GHP_", "\"}}")]
    [InlineData("{\"message\":\"", "password='", "\"}")]
    [InlineData("{\"extra\":{\"token\":[\"rare-s3cret\",\"frequent1\"],\"x\":\"", "frequent1 ", "\"}}")]
    [InlineData("{\"extra\":{", "\"password\":\"s3cr3t-xyz\",", "\"x\":1}}")]
    [InlineData("{\"tags\":{", "\"a\":\"b\",", "\"x\":1}}")]
    [InlineData("{", "\"exception\":[{}],", "\"x\":1}")]
    [InlineData("{\"exception\":", "{\"values\":", "1")]
    [InlineData("{\"a\":", "[", "")]
    [InlineData("{\"a\":\"", "\\ud800", "\"}")]
    [InlineData("{\"a\":[", "NaN,", "1]}")]
    public void A_hostile_megabyte_takes_time_that_grows_with_its_size(string head, string repeated, string tail)
    {
        var body = string.Concat(Enumerable.Repeat(repeated, (SentryLimits.EventBytes - head.Length - tail.Length) / repeated.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        EventParser.Parse(System.Text.Encoding.UTF8.GetBytes(head + body + tail), Events.Context, out var parsed);
        parsed?.Dispose();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    private static void AssertTrimmed(ErrorEvent parsed, params string[] paths) => Assert.Empty(paths.Except(Events.Trimmed(parsed)));
}
