namespace Paddock.Tests.Protocols.Sentry;

/// <summary>Hundreds of events fall into the groups that tests/corpus/grouping argues for, and into no others.</summary>
public sealed class GroupingCorpusTests
{
    [Fact]
    public void The_corpus_is_large_enough_to_mean_something()
    {
        var events = GroupingCorpus.Read();
        Assert.True(events.Count >= 150, $"{events.Count} events");
        Assert.True(events.DistinctBy(static each => each.Group).Count() >= 60);
        Assert.Equal(events.Count, events.DistinctBy(static each => (each.Group, each.Json)).Count());
    }

    /// <summary>As issues are found: by the first hash that is known; all of the event's hashes are known from then on.</summary>
    /// <param name="newestFirst">Whether the events come the other way around: which came first decides nothing.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_event_is_in_its_group_and_no_two_groups_are_one(bool newestFirst)
    {
        var issues = new Dictionary<string, GroupedEvent>();
        var found = new Dictionary<string, GroupedEvent>();
        var wrong = new List<string>();
        foreach (var each in newestFirst ? GroupingCorpus.Read().Reverse() : GroupingCorpus.Read())
        {
            var hashes = HashesOf(each);
            var issue = hashes.Where(issues.ContainsKey).Select(hash => issues[hash]).FirstOrDefault();
            if (issue is null && found.TryGetValue(each.Group, out var expected))
                wrong.Add($"SPLIT  {each.Group}\n       \"{each.Difference}\" is apart from \"{expected.Difference}\"");
            else if (issue is not null && issue.Group != each.Group)
                wrong.Add($"MERGED {each.Group}\n       \"{each.Difference}\" is taken for {issue.Group} (\"{issue.Difference}\")");
            found.TryAdd(each.Group, each);
            foreach (var hash in hashes) issues.TryAdd(hash, issue ?? each);
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string[] HashesOf(GroupedEvent each)
    {
        using var parsed = Events.Parse(each.Json);
        return [.. parsed.Hashes.Select(Convert.ToHexStringLower)];
    }
}
