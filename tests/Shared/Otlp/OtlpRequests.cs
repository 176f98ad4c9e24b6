namespace Paddock.Testing;

/// <summary>Requests of OTLP as small as they may be.</summary>
internal static class OtlpRequests
{
    public static readonly byte[] TraceId = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];
    public static readonly byte[] SpanId = [1, 2, 3, 4, 5, 6, 7, 8];

    public static ulong Now => (ulong)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    public static OtlpMessage Request(string signal, string list, OtlpMessage[] records, OtlpMessage[]? resource = null, OtlpMessage[]? scope = null) =>
        new OtlpMessage().Messages(1, $"resource{signal}",
        [
            new OtlpMessage()
                .Message(1, "resource", new OtlpMessage().Messages(1, "attributes", resource ?? [Attribute("service.name", Text("shop"))]))
                .Messages(2, $"scope{signal}",
                [
                    new OtlpMessage()
                        .Message(1, "scope", new OtlpMessage().Text(1, "name", "shop.web").Text(2, "version", "1").Messages(3, "attributes", scope ?? []))
                        .Messages(2, list, records)
                        .Text(3, "schemaUrl", "https://opentelemetry.io/schemas/1.40.0"),
                ]),
        ]);

    public static OtlpMessage Logs(params OtlpMessage[] records) => Request("Logs", "logRecords", records);

    public static OtlpMessage Spans(params OtlpMessage[] spans) => Request("Spans", "spans", spans);

    public static OtlpMessage Metrics(params OtlpMessage[] metrics) => Request("Metrics", "metrics", metrics);

    public static OtlpMessage Log(ulong time, params OtlpMessage[] attributes) => new OtlpMessage().Fixed(1, "timeUnixNano", time).Messages(6, "attributes", attributes);

    public static OtlpMessage Span(ulong time, params OtlpMessage[] attributes) => new OtlpMessage()
        .Id(1, "traceId", TraceId).Id(2, "spanId", SpanId).Text(5, "name", "GET").Int(6, "kind", 2)
        .Fixed(7, "startTimeUnixNano", time).Fixed(8, "endTimeUnixNano", time + 250).Messages(9, "attributes", attributes);

    public static OtlpMessage Metric(string name, int shapeNumber, string shape, OtlpMessage data) => new OtlpMessage().Text(1, "name", name).Text(3, "unit", "s").Message(shapeNumber, shape, data);

    public static OtlpMessage Points(params OtlpMessage[] points) => new OtlpMessage().Messages(1, "dataPoints", points);

    public static OtlpMessage Attribute(string key, OtlpMessage value) => new OtlpMessage().Text(1, "key", key).Message(2, "value", value);

    public static OtlpMessage Attribute(string key, string value) => Attribute(key, Text(value));

    public static OtlpMessage Text(string text) => new OtlpMessage().Text(1, "stringValue", text);
}
