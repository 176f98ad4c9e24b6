using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;
using Paddock.Testing;
using Paddock.Tests.Protocols.Logs;

namespace Paddock.Tests.Protocols.Prometheus;

public sealed class RemoteWriteTests
{
    private const long Now = LogDump.Now / 1_000_000;
    private static readonly double Stale = BitConverter.UInt64BitsToDouble(0x7ff0_0000_0000_0002);

    [Fact]
    public void Series_become_samples_and_a_stale_marker_is_none()
    {
        var body = new OtlpMessage().Messages(1, "timeseries",
        [
            Series([("__name__", "http_requests_total"), ("job", "shop"), ("code", "200"), ("empty", "")], (1.5, Now), (2, Now + 1000)),
            Series([("__name__", "up"), ("password", "hunter22")], (Stale, Now), (1, Now)),
            Series([("job", "nameless")], (1, Now)),
            Series([("__name__", "old")], (1, 1000)),
            Series([("__name__", "latency")]).Message(4, "histogram", new OtlpMessage().Int64(1, "count", 7).Double(3, "sum", 2.5).Int64(15, "timestamp", Now)),
        ]).Protobuf();
        var (dump, written) = (new SampleDump(), new RemoteWritten());
        var result = RemoteWriteReader.ReadFirst(body, LogDump.Context, dump, written);
        Assert.Equal((OtlpStatus.Ok, 5, 1, 1, 1), (result.Status, result.Accepted, result.Malformed, result.TooOld, result.WithoutValue));
        Assert.Equal((4, 1), (written.Samples, written.Histograms));
        Assert.Equal("""
            http_requests_total{job=shop,code=200} 1.5 counter shop +0
            http_requests_total{job=shop,code=200} 2 counter shop +1000
            up{password=[Filtered]} 1 gauge  +0
            latency_count{} 7 histogram  +0
            latency_sum{} 2.5 histogram  +0
            """.ReplaceLineEndings("\n"), dump.ToString());
        for (var length = 1; length < body.Length; length += 3)
            RemoteWriteReader.ReadFirst(body.AsSpan(0, length), LogDump.Context, new SampleDump(), new RemoteWritten());
    }

    [Fact]
    public void Version_2_names_its_labels_by_their_places_and_says_the_kind()
    {
        OtlpMessage Series(ulong type, params ulong[] places) => new OtlpMessage().Varints(1, "labels", places).Message(2, "sample", Sample(3, Now))
            .Message(5, "metadata", new OtlpMessage().Int64(1, "type", (long)type));
        // The symbols may stand behind the series.
        var body = new OtlpMessage().Messages(5, "timeseries", [Series(1, 1, 2, 3, 4), Series(2, 1, 5), Series(1, 1, 99), Series(1, 1)])
            .Text(4, "symbols", "").Text(4, "symbols", "__name__").Text(4, "symbols", "sold").Text(4, "symbols", "job").Text(4, "symbols", "shop").Text(4, "symbols", "sold_total").Protobuf();
        var (dump, written) = (new SampleDump(), new RemoteWritten());
        var result = RemoteWriteReader.ReadSecond(body, LogDump.Context, dump, written);
        Assert.Equal((2, 2, 2), (result.Accepted, result.Malformed, written.Samples));
        Assert.Equal("sold{job=shop} 3 counter shop +0\nsold_total{} 3 gauge  +0", dump.ToString());
    }

    private static OtlpMessage Series((string Name, string Value)[] labels, params (double Value, long Time)[] samples) => new OtlpMessage()
        .Messages(1, "labels", labels.Select(static label => new OtlpMessage().Text(1, "name", label.Name).Text(2, "value", label.Value)))
        .Messages(2, "samples", samples.Select(static sample => Sample(sample.Value, sample.Time)));

    private static OtlpMessage Sample(double value, long time) => new OtlpMessage().Double(1, "value", value).Int64(2, "timestamp", time);
}
