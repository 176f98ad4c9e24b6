using System.Text;
using Paddock.Protocols.Statsd;
using Paddock.Tests.Protocols.Logs;
using Paddock.Tests.Protocols.Prometheus;

namespace Paddock.Tests.Protocols.Statsd;

public sealed class StatsdTests
{
    [Theory]
    [InlineData("orders:1|c\norders:4|c\norders:1|c|@0.5", "orders{} 7 counter_delta  +0")]
    [InlineData("orders:2|c|#service:shop,region:eu,fast,env:production", "orders{service=shop,region=eu,fast=true} 2 counter_delta shop +0")]
    [InlineData("queue:7|g\nqueue:-2|g\nqueue:+1|g", "queue{} 6 gauge  +0")]
    [InlineData("users:ann|s\nusers:bob|s\nusers:ann|s", "users{} 2 gauge  +0")]
    [InlineData("t:120:80|ms", "t_count{} 2 histogram_delta  +0\nt_sum{} 200 histogram_delta  +0\nt_min{} 80 gauge  +0\nt_max{} 120 gauge  +0\nt{quantile=0.5} 80 gauge  +0\nt{quantile=0.95} 120 gauge  +0\nt{quantile=0.99} 120 gauge  +0")]
    public void Lines_are_summed(string datagram, string expected)
    {
        var sums = new StatsdAggregates();
        Assert.Equal(0, sums.Add(Encoding.UTF8.GetBytes(datagram)));
        Assert.Equal(expected, Flush(sums));
        Assert.Equal("", Flush(sums));
    }

    [Fact]
    public void A_gauge_is_remembered_for_changes_and_told_only_when_it_changes()
    {
        var sums = new StatsdAggregates();
        sums.Add("queue:7|g"u8);
        Flush(sums);
        sums.Add("queue:+2|g"u8);
        Assert.Equal("queue{} 9 gauge  +0", Flush(sums));
    }

    [Theory]
    [InlineData("x")]
    [InlineData(":1|c")]
    [InlineData("a:|c")]
    [InlineData("a:1")]
    [InlineData("a:1|q")]
    [InlineData("a:one|c")]
    [InlineData("a:NaN|g")]
    [InlineData("a:1|c|@0")]
    [InlineData("a:1|c|@x")]
    public void A_broken_line_leaves_its_neighbours(string line)
    {
        var sums = new StatsdAggregates();
        Assert.Equal(1, sums.Add(Encoding.UTF8.GetBytes($"good:1|c\n{line}\ngood:1|c")));
        Assert.Contains("good{} 2", Flush(sums), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_e{8,8}:Deployed|shop 2.0|t:warning|h:web-1|#env:production", "+0 13  | Deployed |  | Environment=production Host=web-1 event.text=shop 2.0")]
    [InlineData("_sc|db|2|#service:shop|m:no answer", "+0 17  | no answer |  | Service=shop check.name=db check.status=2")]
    [InlineData("_e{8,80}:Deployed|shop", "")]
    [InlineData("_sc|db|9", "")]
    public void Events_and_checks_are_log_lines(string datagram, string expected)
    {
        var dump = new LogDump();
        StatsdEvents.Read([Encoding.UTF8.GetBytes(datagram)], LogDump.Context, dump);
        Assert.Equal(expected, dump.ToString());
    }

    [Fact]
    public void Gauges_leave_room_for_others_and_are_forgotten_when_they_are_silent()
    {
        var sums = new StatsdAggregates();
        var refused = Enumerable.Range(0, StatsdAggregates.MostGauges + 10).Sum(number => sums.Add(Encoding.UTF8.GetBytes($"g{number}:1|g")));
        Assert.Equal(10, refused);
        Assert.Equal(0, sums.Add("orders:1|c"u8));
        for (var flush = 0; flush < 31; flush++) Flush(sums);
        Assert.Equal(0, sums.Add("another:1|g"u8));
    }

    private static string Flush(StatsdAggregates sums)
    {
        var dump = new SampleDump();
        sums.Flush(LogDump.Context, dump);
        return dump.ToString();
    }
}
