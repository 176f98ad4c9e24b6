using Paddock.Protocols.Sentry;
using Paddock.Protocols.Sentry.Grouping.Rules;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class GroupingRulesTests
{
    private const string Event = """
        {"platform":"python","level":"error","logger":"shop.pay","release":"shop@1.2","transaction":"/pay","message":"pay failed","tags":{"plan":"gold","empty":""},
         "exception":{"values":[{"type":"Timeout","value":"no answer of 10.0.0.7","module":"shop.net","stacktrace":{"frames":[
            {"module":"django.core","function":"handle","abs_path":"/site/django/core.py","filename":"django/core.py","lineno":1,"in_app":false},
            {"module":"shop.views","function":"pay","abs_path":"/app/shop/views.py","filename":"shop/views.py","lineno":2,"in_app":true},
            {"module":"shop.retry","function":"again","abs_path":"/app/shop/retry.py","filename":"shop/retry.py","lineno":3,"in_app":true},
            {"module":"shop.net","function":"send","abs_path":"C:\\app\\shop\\net.py","filename":"shop/net.py","lineno":4,"in_app":true}]}}]}}
        """;

    [Theory]
    [InlineData("type:Timeout -> down", "down")]
    [InlineData("error.type:time* -> down", "down")] // in any case
    [InlineData("!type:Timeout -> down", null)]
    [InlineData("!type:KeyError -> down", "down")]
    [InlineData("value:\"no answer of *\" -> down", "down")]
    [InlineData("type:Timeout value:other -> down", null)]
    [InlineData("message:\"pay*\" -> down", "down")]
    [InlineData("message:\"no answer*\" -> down", "down")] // what an exception says, too
    [InlineData("level:error logger:shop.* release:shop@1.? tags.plan:gold -> down", "down")]
    [InlineData("tags.plan:silver -> down", null)]
    [InlineData("tags.missing:* -> down", null)]
    [InlineData("!tags.missing:* -> down", "down")]
    [InlineData("family:javascript -> down", null)]
    [InlineData("family:javascript,other -> down", "down")]
    [InlineData("module:shop.views function:pay -> down", "down")]
    [InlineData("module:shop.views function:send -> down", null)] // not of the same frame
    [InlineData("app:no function:handle -> down", "down")]
    [InlineData("app:yes function:handle -> down", null)]
    [InlineData("path:/app/**/views.py -> down", "down")]
    [InlineData("path:shop/views.py -> down", "down")]
    [InlineData("path:**/shop/net.py -> down", "down")] // of Windows
    [InlineData("path:views -> down", null)]
    [InlineData("type:Timeout -> {{ error.type }} {{transaction}}", "Timeout|/pay")]
    [InlineData("type:Timeout -> pay-{{ tags.plan }}, {{ tags.none }}", "pay-gold|<no-tags.none>")]
    [InlineData("type:Timeout -> {{ function }} {{ module }} {{ level }} {{ logger }} {{ release }}", "send|shop.net|error|shop.pay|shop@1.2")]
    [InlineData("type:Timeout -> \"two words\", three", "two words|three")]
    [InlineData("# a comment\n\ntype:Other -> a\ntype:Timeout -> b\ntype:Timeout -> c", "b")] // the first that fits
    public void A_rule_gives_its_fingerprint_to_events_that_fit_all_its_matchers(string rules, string? expected)
    {
        using var ruled = Read(Event, rules);
        var parts = ruled.Grouping.Where(static note => note is { Part: "fingerprint", Ignored: null }).Select(static note => note.Text);
        Assert.Equal(expected ?? "", string.Join('|', parts));
        Assert.Equal(expected is null, ruled.FingerprintRule is null);
        using var plain = Read(Event, "");
        Assert.Equal(expected is null, plain.Hashes[0].AsSpan().SequenceEqual(ruled.Hashes[0]));
    }

    [Fact]
    public void A_projects_rule_beats_the_client_and_the_client_what_is_built_in()
    {
        const string chunk = """{"platform":"javascript","exception":{"type":"ChunkLoadError","value":"Loading chunk 7 failed."},"fingerprint":["mine"]}""";
        Assert.Equal("mine", Fingerprint(chunk, ""));
        Assert.Equal("theirs", Fingerprint(chunk, "type:ChunkLoadError -> theirs"));
        Assert.Equal("chunkloaderror", Fingerprint(chunk.Replace(",\"fingerprint\":[\"mine\"]", "", StringComparison.Ordinal), ""));
        Assert.Equal("{{ default }}|/pay", Fingerprint(Event.Replace("\"level\"", "\"fingerprint\":[\"{{ default }}\",\"{{ transaction }}\"],\"level\"", StringComparison.Ordinal), ""));
    }

    [Theory]
    [InlineData("function:send -group", "views.pay, retry.again")]
    [InlineData("function:again ^-group", "retry.again, net.send")]
    [InlineData("function:again v-group", "views.pay, retry.again")]
    [InlineData("function:again -app", "views.pay, net.send")]
    [InlineData("module:django.* +app", "core.handle, views.pay, retry.again, net.send")]
    [InlineData("family:other max-frames=2", "retry.again, net.send")]
    [InlineData("type:KeyError function:send -group", "views.pay, retry.again, net.send")]
    [InlineData("app:yes -app", "core.handle, views.pay, retry.again, net.send")] // none is the application's: all count
    [InlineData("function:send -group\nfunction:send +group", "views.pay, retry.again, net.send")]
    [InlineData("function:send -group max-frames=1", "retry.again")]
    public void A_rule_for_stacks_says_which_frames_count(string rules, string expected)
    {
        using var ruled = Read(Event, "", rules);
        Assert.Equal(expected, string.Join(", ", ruled.Grouping.Where(static note => note is { Part: "frame", Ignored: null }).Select(static note => note.Text.Split('=', '.', ' ') is var words ? $"{words[2]}.{words[4]}" : "")));
    }

    [Theory]
    [InlineData("type:Timeout", "", 1, "A rule is matchers -> fingerprint.")]
    [InlineData("\ntype:A -> a\nnonsense -> b", "", 3, "“nonsense” is no matcher: write key:pattern.")]
    [InlineData("colour:red -> a", "", 1, "“colour” is unknown")]
    [InlineData("type: -> a", "", 1, "The pattern of “type” has 1 to 200 characters.")]
    [InlineData("type:A ->", "", 1, "Behind -> stands the fingerprint")]
    [InlineData("-> a", "", 1, "Before -> stands what has to fit")]
    [InlineData("type:A -> {{ colour }}", "", 1, "“{{ colour }}” is unknown")]
    [InlineData("type:A -> x{{ default }}", "", 1, "“{{ default }}” stands alone")]
    [InlineData("type:\"A -> b", "", 1, "A quote has no end.")]
    [InlineData("app:perhaps -> a", "", 1, "“app” is yes or no.")]
    [InlineData("", "function:a", 1, "A rule is matchers, then actions")]
    [InlineData("", "-app", 1, "A rule is matchers, then actions")]
    [InlineData("", "function:a +more", 1, "“+more” is no action")]
    [InlineData("", "function:a max-frames=0", 1, "max-frames is 1 to 250.")]
    public void What_is_wrong_is_named_with_its_line(string fingerprints, string stacks, int line, string text)
    {
        Assert.Null(GroupingRules.Parse(fingerprints, stacks, out var problem));
        Assert.Equal((stacks.Length > 0, line), (problem!.IsOfStack, problem.Line));
        Assert.StartsWith(text, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_limits()
    {
        Assert.NotNull(GroupingRules.Parse(string.Concat(Enumerable.Repeat("type:A -> a\n", 100)), "", out _));
        Assert.Null(GroupingRules.Parse(string.Concat(Enumerable.Repeat("type:A -> a\n", 101)), "", out var many));
        Assert.Equal(101, many!.Line);
        Assert.Null(GroupingRules.Parse("type:A -> " + new string('a', 1000), "", out _));
        Assert.Null(GroupingRules.Parse("", "# " + new string('a', GroupingRules.LongestText), out _));
    }

    [Fact]
    public void Everything_that_was_looked_at_says_whether_it_counts()
    {
        using var plain = Read(Event, "");
        Assert.Equal(
            ["frame django.core in handle (not the application’s)", "frame module=shop.views function=pay", "frame module=shop.retry function=again", "frame module=shop.net function=send",
                "type Timeout", "value no answer of 10.0.0.7 (the stack says more)", "message pay failed (the exception says more)"],
            plain.Grouping.Select(static note => $"{note.Part} {note.Text}{(note.Ignored is null ? "" : $" ({note.Ignored})")}"));
        using var ruled = Read(Event, "type:Timeout -> down", "function:again -group");
        Assert.Equal("down", Assert.Single(ruled.Grouping, static note => note.Ignored is null).Text);
        Assert.Contains(ruled.Grouping, static note => note.Ignored == "left out, by the rule function:again -group");
    }

    private static string Fingerprint(string json, string rules)
    {
        using var read = Read(json, rules);
        return string.Join('|', read.Grouping.Where(static note => note is { Part: "fingerprint", Ignored: null }).Select(static note => note.Text));
    }

    private static ErrorEvent Read(string json, string fingerprints, string stacks = "")
    {
        var rules = GroupingRules.Parse(fingerprints, stacks, out var problem);
        Assert.Null(problem);
        var context = new EventContext { FallbackEventId = Guid.Empty, ReceivedAt = DateTimeOffset.UnixEpoch, Rules = rules, Explains = true };
        Assert.Equal(EventParseStatus.Ok, EventParser.Parse(System.Text.Encoding.UTF8.GetBytes(json), context, out var read));
        return read!;
    }
}
