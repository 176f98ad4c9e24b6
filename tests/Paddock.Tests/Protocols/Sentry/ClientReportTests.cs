using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class ClientReportTests
{
    [Fact]
    public void Each_entry_says_what_was_dropped_and_why()
    {
        Assert.True(Parse("""
            {"timestamp":"2026-11-23T01:02:03Z","discarded_events":[
              {"reason":"queue_overflow","category":"error","quantity":23},
              {"reason":"sample_rate","category":"transaction","quantity":1321,"note":{"x":[1]}}]}
            """, out var reports));
        Assert.Equal([new("queue_overflow", "error", 23), new("sample_rate", "transaction", 1321)], reports);
    }

    [Theory]
    [InlineData("""{"discarded_events":[{"reason":"a","category":"error","quantity":-1},{"quantity":"2"},5,null,[{"quantity":4}],{"quantity":0}]}""")]
    [InlineData("""{"discarded_events":{"reason":"a"}}""")]
    [InlineData("{}")]
    public void Entries_that_make_no_sense_are_left_out(string payload)
    {
        Assert.True(Parse(payload, out var reports));
        Assert.Empty(reports);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"discarded_events\":[{\"quantity\":1}")]
    public void What_is_not_an_object_is_no_report(string payload) => Assert.False(Parse(payload, out _));

    [Fact]
    public void At_most_a_hundred_entries_count()
    {
        var entries = string.Join(',', Enumerable.Repeat("""{"reason":"a","category":"error","quantity":1}""", 150));
        Assert.True(Parse($$"""{"discarded_events":[{{entries}}]}""", out var reports));
        Assert.Equal(ClientReport.MaximumEntries, reports.Count);
    }

    private static bool Parse(string payload, out IReadOnlyList<ClientReport> reports) => ClientReport.TryParse(Encoding.UTF8.GetBytes(payload), out reports);
}
