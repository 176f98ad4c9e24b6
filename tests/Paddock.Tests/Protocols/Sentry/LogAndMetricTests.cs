using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class LogAndMetricTests
{
    [Theory]
    [InlineData("\"level\":\"warn\"", "warning", 13)]
    [InlineData("\"level\":\"CRITICAL\"", "fatal", 21)]
    [InlineData("\"level\":\"info\",\"severity_number\":11", "info", 11)]
    [InlineData("\"level\":\"info\",\"severity_number\":17", "error", 17)]
    [InlineData("\"severityText\":\"DEBUG\",\"severityNumber\":5", "debug", 5)]
    [InlineData("\"level\":\"loud\"", "info", 9)]
    [InlineData("\"level\":7,\"severity_number\":99", "info", 9)]
    [InlineData("\"level\":\"trace\"", "trace", 1)]
    public void Severities_have_one_set_of_words(string members, string severity, int number)
    {
        var log = Log($$"""{"body":"x",{{members}}}""");
        Assert.Equal((severity, number), (log.Severity, log.SeverityNumber));
    }

    [Fact]
    public void A_record_in_opentelemetrys_json_is_read_too()
    {
        var log = Log("""
            {"timeUnixNano":"1795410979061932300","severityText":"WARN","traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"00f067aa0ba902b7","body":{"stringValue":"low"},
            "attributes":[{"key":"service.name","value":{"stringValue":"shop"}},{"key":"sku","value":{"intValue":"17"}}]}
            """);
        Assert.Equal(1795410979061932300, log.TimeUnixNanoseconds);
        Assert.Equal(("low", "shop", 0x00f067aa0ba902b7UL), (Events.Text(log.Message), Events.Text(log.Origin.Service), log.Origin.SpanId));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", log.Origin.TraceId.ToString("x32"));
        Assert.Equal("sku", Events.Text(Assert.Single(log.Attributes).Key));
    }

    [Fact]
    public void A_route_is_taken_where_somebody_says_one() =>
        Assert.Equal("/orders/{id}/", Events.Text(Log("""{"body":"x","attributes":{"http.route":{"value":"/orders/{id}/","type":"string"}}}""").Route));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"body\":\"  \"}")]
    [InlineData("{\"body\":[]}")]
    [InlineData("\"body\"")]
    [InlineData("{\"body\":\"cut")]
    public void A_record_without_a_message_is_none(string json) => Assert.False(LogParser.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, new SentryLog()));

    [Fact]
    public void Without_a_time_a_record_was_made_when_it_was_sent()
    {
        var log = new SentryLog();
        Assert.True(LogParser.TryParse("""{"body":"x"}"""u8, Events.Context with { SentAt = Events.Received.AddDays(2) }, log));
        Assert.True(log.Skewed);
        Assert.Equal(Timestamps.FromDateTimeOffset(Events.Received), log.TimeUnixNanoseconds);
    }

    [Fact]
    public void Nothing_of_a_record_is_left_for_the_next()
    {
        var log = new SentryLog();
        Assert.True(LogParser.TryParse("""{"timestamp":1,"level":"fatal","body":"x","trace_id":"0af7651916cd43dd8448eb211c80319c","attributes":{"a":{"value":1},"sentry.release":{"value":"r"},"logger.name":{"value":"l"}}}"""u8, Events.Context, log));
        Assert.True(LogParser.TryParse("""{"body":"y"}"""u8, Events.Context, log));
        var fresh = new SentryLog();
        Assert.True(LogParser.TryParse("""{"body":"y"}"""u8, Events.Context, fresh));
        Assert.Equal(ItemRecords.Everything(fresh), ItemRecords.Everything(log));
    }

    [Theory]
    [InlineData("{\"name\":\"a\",\"type\":\"counter\",\"value\":1}", "a Counter 1")]
    [InlineData("{\"name\":\"a\",\"type\":\"gauge\",\"value\":\"-2.5e3\"}", "a Gauge -2500")]
    [InlineData("{\"name\":\" a \",\"type\":\"distribution\",\"value\":0}", "a Distribution 0")]
    [InlineData("{\"name\":\"a\",\"type\":\"set\",\"value\":1}", null)]
    [InlineData("{\"name\":\"a\",\"type\":\"gauge\",\"value\":NaN}", null)]
    [InlineData("{\"name\":\"a\",\"type\":\"gauge\",\"value\":\"Infinity\"}", null)]
    [InlineData("{\"name\":\"a\",\"type\":\"gauge\",\"value\":1e999}", null)]
    [InlineData("{\"name\":\"\",\"type\":\"gauge\",\"value\":1}", null)]
    [InlineData("{\"type\":\"gauge\",\"value\":1}", null)]
    [InlineData("{\"name\":[],\"type\":{},\"value\":[]}", null)]
    [InlineData("[]", null)]
    public void A_point_has_a_name_a_type_and_a_finite_value(string json, string? expected)
    {
        var metric = new SentryMetric();
        var isGood = MetricParser.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, metric);
        Assert.Equal(expected, isGood ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Events.Text(metric.Name)} {metric.Kind} {metric.Value}") : null);
    }

    private static SentryLog Log(string json)
    {
        var log = new SentryLog();
        Assert.True(LogParser.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, log));
        return log;
    }
}
