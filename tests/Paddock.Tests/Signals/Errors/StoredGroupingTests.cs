using Paddock.Protocols.Sentry;
using Paddock.Protocols.Sentry.Grouping.Rules;
using Paddock.Signals.Errors.Grouping;
using Paddock.Tests.Protocols;
using Paddock.Tests.Protocols.Sentry;

namespace Paddock.Tests.Signals.Errors;

/// <summary>Previews and explanations are only worth something when a stored event is grouped as it was when it came.</summary>
public sealed class StoredGroupingTests
{
    [Fact]
    public void Every_event_of_the_corpus_has_the_same_hashes_when_it_is_read_again()
    {
        var wrong = new List<string>();
        foreach (var each in GroupingCorpus.Read())
        {
            using var received = Events.Parse(each.Json);
            using var again = StoredGrouping.Read(Stored(received), null);
            if (!Hex(received).SequenceEqual(Hex(again))) wrong.Add($"{each.Group}, {each.Difference}");
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("""{"platform":"python","logentry":{"message":"stock of %s is %d","params":["A",3],"formatted":"stock of A is 3"}}""")]
    [InlineData("""{"platform":"python","message":"order 17 of ann@example.org failed"}""")]
    [InlineData("""{"platform":"python","message":"x","fingerprint":["{{ default }}","a b"]}""")]
    [InlineData("""{"platform":"python","checksum":"abc","exception":{"type":"KeyError","value":"password=hunter22"}}""")]
    [InlineData("""{"platform":"python","template":{"filename":"base.html","context_line":"{% url x %}"},"message":"x"}""")]
    [InlineData("""{"platform":"javascript","stacktrace":{"frames":[{"function":"a","filename":"a.js","lineno":1},{"function":"b","filename":"b.js","lineno":2}]},"message":"x"}""")]
    [InlineData("""{"platform":"javascript","exception":{"type":"E","value":"v"},"stacktrace":{"frames":[{"function":"a","filename":"a.js","lineno":1},{"function":"b","filename":"b.js","lineno":2}]}}""")]
    [InlineData("""{"platform":"java","threads":{"values":[{"id":1,"stacktrace":{"frames":[{"module":"shop.A","function":"a"}]}},{"id":2}]},"message":"x"}""")]
    public void So_have_events_of_other_shapes(string json)
    {
        using var received = Events.Parse(json);
        using var again = StoredGrouping.Read(Stored(received), GroupingRules.None);
        Assert.Equal(Hex(received), Hex(again));
    }

    [Fact]
    public void So_has_an_event_to_which_a_source_map_was_applied()
    {
        using var received = MappedFramesTests.Event(MappedFramesTests.Maps(), MappedFramesTests.Frame(1), MappedFramesTests.Frame(11));
        using var again = StoredGrouping.Read(Stored(received), null);
        Assert.Equal(Hex(received), Hex(again));
    }

    [Fact]
    public void A_rule_that_is_changed_can_be_tried_on_an_event_that_has_the_clients_own_fingerprint()
    {
        using var received = Events.Parse("""{"platform":"python","fingerprint":["mine"],"tags":{"plan":"gold"},"release":"r1","transaction":"/pay","logger":"l","sdk":{"name":"sentry.python","version":"1.9.10"},"exception":{"type":"KeyError","value":"k"}}""");
        var rules = GroupingRules.Parse("sdk:sentry.python logger:l release:r1 tags.plan:gold type:KeyError value:k -> {{ transaction }}", "", out _);
        using var ruled = StoredGrouping.Read(Stored(received), rules);
        Assert.Equal("/pay", Assert.Single(ruled.Grouping, static note => note.Ignored is null).Text);
        Assert.Contains(ruled.Grouping, static note => note is { Part: "fingerprint", Text: "mine", Ignored: not null });
    }

    private static IEnumerable<string> Hex(ErrorEvent read) => read.Hashes.Select(Convert.ToHexStringLower);

    // As ErrorsRow writes it.
    private static RegroupedEvent Stored(ErrorEvent read) => new(
        read.EventId.ToString("n"), [.. Hex(read)], read.Type ?? "", read.Value ?? "", read.Message ?? "", read.Level, read.Platform ?? "", read.Logger ?? "", $"{read.SdkName} {read.SdkVersion}".Trim(),
        read.Transaction ?? "", read.Release ?? "", read.Tags.DistinctBy(static tag => tag.Key).ToDictionary(static tag => tag.Key, static tag => tag.Value), Events.Text(read.Stack), Events.Text(read.Rest));
}
