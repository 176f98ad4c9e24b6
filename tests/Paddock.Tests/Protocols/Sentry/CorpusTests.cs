namespace Paddock.Tests.Protocols.Sentry;

public sealed class CorpusTests
{
    public static TheoryData<string> AllCases => [.. Corpus.Cases];

    public static TheoryData<string> EventCases => [.. Corpus.EventCases];

    [Theory]
    [MemberData(nameof(EventCases))]
    public async Task Smoke(string name)
    {
        using var parsed = Events.Parse(await Corpus.EventAsync(name), Events.Context);
        Assert.DoesNotContain("corpus-", Events.Everything(parsed), StringComparison.Ordinal);
    }
}
