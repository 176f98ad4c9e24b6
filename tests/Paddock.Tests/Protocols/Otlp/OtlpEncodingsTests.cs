using CsCheck;
using Paddock.Testing;

namespace Paddock.Tests.Protocols.Otlp;

/// <summary>The same request gives the same records, whichever encoding it is written in and in whatever order its fields stand.</summary>
public sealed class OtlpEncodingsTests
{
    private const int Requests = 400;

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.String[0, 12],
        Gen.OneOf("service.name", "http.route", "url.path", "http.target", "user.id", "password", "le", "quantile", "a", "b", "token=abcdef123", "--api-key", "s3cr3t-Planted-77", "4242 4242 4242 4242", "\u0000", "\"\\\n", "€uro 😀"));

    private static readonly Gen<OtlpMessage> Scalar = Gen.OneOf(
        Word.Select(OtlpRequests.Text),
        Gen.Bool.Select(Otlp.Bool),
        Gen.Long.Select(Otlp.Int),
        Gen.Double.Select(Otlp.Double),
        Gen.Byte.Array[0, 20].Select(Otlp.Bytes),
        Gen.Const(new OtlpMessage()));

    private static readonly Gen<OtlpMessage> Value = Gen.Recursive<OtlpMessage>((depth, value) => depth > 4 ? Scalar : Gen.OneOf(
        Scalar,
        Scalar,
        value.Array[0, 3].Select(Otlp.List),
        Gen.Select(Word, value).Select((key, inner) => OtlpRequests.Attribute(key, inner)).Array[0, 3].Select(Otlp.Map)));

    private static readonly Gen<OtlpMessage[]> Attributes = Gen.Select(Word, Value).Select((key, value) => OtlpRequests.Attribute(key, value)).Array[0, 6];

    private static readonly Gen<byte[]> Id = Gen.OneOf(Gen.Byte.Array[16], Gen.Byte.Array[8], Gen.Const(Array.Empty<byte>()));

    private static readonly Gen<ulong> Time = Gen.OneOf(Gen.Const(0UL), Gen.Const(ulong.MaxValue), Gen.ULong[Otlp.Time - 2_000_000_000, Otlp.Time + 2_000_000_000]);

    private static readonly Gen<OtlpMessage> Log = Gen.Select(Time, Gen.Int, Word, Value, Attributes, Id, Id, Time).Select((time, severity, level, body, attributes, trace, span, observed) => new OtlpMessage()
        .Fixed(1, "timeUnixNano", time).Int(2, "severityNumber", severity).Text(3, "severityText", level).Message(5, "body", body).Messages(6, "attributes", attributes)
        .Id(9, "traceId", trace).Id(10, "spanId", span).Fixed(11, "observedTimeUnixNano", observed).Text(12, "eventName", level));

    private static readonly Gen<OtlpMessage> Event = Gen.Select(Time, Word, Attributes).Select((time, name, attributes) => new OtlpMessage()
        .Fixed(1, "timeUnixNano", time).Text(2, "name", name).Messages(3, "attributes", attributes));

    private static readonly Gen<OtlpMessage> Link = Gen.Select(Id, Id, Attributes).Select((trace, span, attributes) => new OtlpMessage()
        .Id(1, "traceId", trace).Id(2, "spanId", span).Messages(4, "attributes", attributes));

    private static readonly Gen<OtlpMessage> Span = Gen.Select(Id, Time, Word, Gen.Int[-1, 7], Attributes, Event.Array[0, 3], Link.Array[0, 3], Gen.UInt).Select((id, time, text, number, attributes, events, links, flags) => new OtlpMessage()
        .Id(1, "traceId", OtlpRequests.TraceId).Id(2, "spanId", OtlpRequests.SpanId).Text(3, "traceState", "ot=th:8").Id(4, "parentSpanId", id).Text(5, "name", text).Int(6, "kind", number)
        .Fixed(7, "startTimeUnixNano", time).Fixed(8, "endTimeUnixNano", Otlp.Time).Messages(9, "attributes", attributes).Int(10, "droppedAttributesCount", 2).Messages(11, "events", events).Messages(13, "links", links)
        .Message(15, "status", new OtlpMessage().Text(2, "message", text).Int(3, "code", number)).Fixed32(16, "flags", flags));

    private static readonly Gen<OtlpMessage> Number = Gen.Select(Time, Gen.Double, Gen.Long, Gen.Bool, Attributes).Select((time, real, whole, isReal, attributes) =>
        (isReal ? new OtlpMessage().Double(4, "asDouble", real) : new OtlpMessage().SFixed(6, "asInt", whole)).Fixed(3, "timeUnixNano", time).Messages(7, "attributes", attributes));

    private static readonly Gen<OtlpMessage> Histogram = Gen.Select(Time, Gen.ULong[0, 100].Array[0, 5], Gen.Double.Array[0, 4], Gen.Double, Attributes).Select((time, counts, bounds, sum, attributes) => new OtlpMessage()
        .Fixed(3, "timeUnixNano", time).Fixed(4, "count", 9).Double(5, "sum", sum).Fixeds(6, "bucketCounts", counts).Doubles(7, "explicitBounds", [.. bounds.Order()]).Messages(9, "attributes", attributes).Double(12, "max", sum));

    private static readonly Gen<OtlpMessage> Exponential = Gen.Select(Time, Gen.Int[-12, 22], Gen.Int, Gen.ULong[0, 100].Array[0, 9], Gen.Int[-20, 20], Attributes).Select((time, scale, far, counts, near, attributes) => new OtlpMessage()
        .Messages(1, "attributes", attributes).Fixed(3, "timeUnixNano", time).Fixed(4, "count", 9).SInt(6, "scale", scale).Fixed(7, "zeroCount", 1)
        .Message(8, "positive", new OtlpMessage().SInt(1, "offset", near).Varints(2, "bucketCounts", counts)).Message(9, "negative", new OtlpMessage().SInt(1, "offset", far).Varints(2, "bucketCounts", counts)));

    private static readonly Gen<OtlpMessage> Metric = Gen.OneOf(
        Gen.Select(Word, Number.Array[0, 3]).Select((name, points) => OtlpRequests.Metric(name, 5, "gauge", OtlpRequests.Points(points))),
        Gen.Select(Word, Number.Array[0, 3], Gen.Int[0, 3], Gen.Bool).Select((name, points, temporality, isMonotonic) =>
            OtlpRequests.Metric(name, 7, "sum", OtlpRequests.Points(points).Int(2, "aggregationTemporality", temporality).Bool(3, "isMonotonic", isMonotonic))),
        Gen.Select(Word, Histogram.Array[0, 3], Gen.Int[0, 3]).Select((name, points, temporality) => OtlpRequests.Metric(name, 9, "histogram", OtlpRequests.Points(points).Int(2, "aggregationTemporality", temporality))),
        Gen.Select(Word, Exponential.Array[0, 3], Gen.Int[0, 3]).Select((name, points, temporality) => OtlpRequests.Metric(name, 10, "exponentialHistogram", OtlpRequests.Points(points).Int(2, "aggregationTemporality", temporality))));

    [Fact]
    public void Logs() => Check("logs", "Logs", "logRecords", Log);

    [Fact]
    public void Spans() => Check("traces", "Spans", "spans", Span);

    [Fact]
    public void Metrics() => Check("metrics", "Metrics", "metrics", Metric);

    private static void Check(string signal, string name, string list, Gen<OtlpMessage> record) =>
        Gen.Select(record.Array[0, 4], Attributes, Attributes, Gen.Int).Sample((records, resource, scope, seed) =>
        {
            var request = OtlpRequests.Request(name, list, records, resource, scope);
            var (result, text) = Otlp.Read(signal, request);
            var (shuffledResult, shuffledText) = Otlp.Read(signal, request.Shuffled(new Random(seed)));
            Assert.Equal(result, shuffledResult);
            Assert.Equal(text, shuffledText);
        }, iter: Requests, threads: 1);
}
