using System.Text;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;
using Paddock.Tests.Protocols.Logs;

namespace Paddock.Tests.Protocols.Prometheus;

public sealed class ExpositionTests
{
    private static readonly Scrape Scrape = new("shop", "web-1:9100", IsUp: true, TimeSpan.FromSeconds(0.5));

    [Theory]
    [InlineData("up_since 12.5", "up_since{} 12.5 gauge +0")]
    [InlineData("# TYPE a counter\na{code=\"200\",empty=\"\"} 3", "a{code=200} 3 counter +0")]
    [InlineData("# HELP a b\n# TYPE a counter\na_total 3\na_created 7", "a_total{} 3 counter +0|a_created{} 7 gauge +0")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"+Inf\"} 3\na_sum 1e3\na_count 3\nb_total 1", "a_bucket{le=+Inf} 3 histogram +0|a_sum{} 1000 histogram +0|a_count{} 3 histogram +0|b_total{} 1 counter +0")]
    [InlineData("# TYPE a summary\na{quantile=\"0.5\"} NaN\na_sum 1", "a{quantile=0.5} NaN gauge +0|a_sum{} 1 histogram +0")]
    [InlineData("# TYPE jobs_count gauge\njobs_count 1", "jobs_count{} 1 gauge +0")]
    [InlineData("a{ b = \"c\" , d=\"e\", } +Inf", "a{b=c,d=e} Infinity gauge +0")]
    [InlineData("a{b=\"x\\\"y\\\\z\\nw,}\"} -Inf", "a{b=x\"y\\z\nw,}} -Infinity gauge +0")]
    [InlineData("a{job=\"x\",instance=\"y\",password=\"hunter22\"} 1", "a{exported_job=x,exported_instance=y,password=[Filtered]} 1 gauge +0")]
    [InlineData("{\"a.name\",\"a label\"=\"x\"} 1", "a.name{a label=x} 1 gauge +0")]
    [InlineData("a 1 1795410000250", "a{} 1 gauge +250")]
    [InlineData("a_total 1 # {trace_id=\"x\"} 0.5", "a_total{} 1 counter +0")]
    public void A_line_is_a_sample(string body, string expected) => Assert.Equal(expected, Read(body, out _));

    [Theory]
    [InlineData("a 1 1795410000.25 # {trace_id=\"x\"} 0.5\n# EOF\n", "a{} 1 gauge +250")]
    public void Times_of_OpenMetrics_are_seconds(string body, string expected) => Assert.Equal(expected, Read(body, out _, isOpenMetrics: true));

    [Theory]
    [InlineData("a")]
    [InlineData("a x")]
    [InlineData("a 1 x")]
    [InlineData("a 1 2 3")]
    [InlineData("a{b=\"c\"")]
    [InlineData("a{b=\"c\\")]
    [InlineData("a{b=c} 1")]
    [InlineData("a{=\"c\"} 1")]
    [InlineData("{b=\"c\"} 1")]
    public void What_is_none_is_counted_and_leaves_its_neighbours(string line)
    {
        Assert.Equal("before{} 1 gauge +0|behind{} 1 gauge +0", Read($"before 1\n{line}\nbehind 1", out var result));
        Assert.Equal((1, 5), (result.Malformed, result.Accepted));
    }

    [Fact]
    public void The_target_has_series_of_its_own()
    {
        var dump = new SampleDump();
        ExpositionReader.Read("a 1\nb 2"u8, Scrape, isOpenMetrics: false, LogDump.Context, dump);
        Assert.Equal("""
            a{job=shop,instance=web-1:9100} 1 gauge shop +0
            b{job=shop,instance=web-1:9100} 2 gauge shop +0
            up{job=shop,instance=web-1:9100} 1 gauge shop +0
            scrape_duration_seconds{job=shop,instance=web-1:9100} 0.5 gauge shop +0
            scrape_samples_scraped{job=shop,instance=web-1:9100} 2 gauge shop +0
            """.ReplaceLineEndings("\n"), dump.ToString());
    }

    private static string Read(string body, out OtlpResult result, bool isOpenMetrics = false)
    {
        var dump = new SampleDump();
        result = ExpositionReader.Read(Encoding.UTF8.GetBytes(body), Scrape, isOpenMetrics, LogDump.Context, dump);
        return dump.ToString().Replace("job=shop,instance=web-1:9100", "", StringComparison.Ordinal).Replace("{,", "{", StringComparison.Ordinal).Replace(" shop +", " +", StringComparison.Ordinal)
            .Split("\nup{}")[0].Replace("0\n", "0|", StringComparison.Ordinal);
    }
}
