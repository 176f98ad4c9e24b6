using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Paddock.Benchmarks;

/// <summary>
/// The work of every figure about logs: lines of a shop over six hours from 12 services, 12 loggers and 20 routes, 5 levels, 50,000 users, random addresses,
/// one trace for every five lines, 8 attributes; some 260 bytes each in protobuf. The same numbers give the same bytes.
/// </summary>
public static class OtlpLogs
{
    private const long Step = 10_800_000; // two million lines in six hours
    private static readonly string[] Loggers = ["django.request", "django.db.backends", "shop.cart", "shop.checkout", "shop.search", "shop.mail", "celery.worker", "shop.stock", "shop.prices", "gunicorn.access", "shop.auth", "shop.api"];
    private static readonly string[] Levels = ["DEBUG", "INFO", "INFO", "INFO", "WARNING", "ERROR", "CRITICAL"];
    private static readonly int[] Numbers = [5, 9, 9, 9, 13, 17, 21];
    private static readonly string[] Methods = ["GET", "GET", "GET", "POST"];
    private static readonly string[] Messages =
        ["order {0} was placed by customer {1}", "GET /products/{0}/ took {1} ms", "stock of article {0} fell to {1}", "mail {0} to customer {1} was queued", "basket {0} has {1} lines", "search for article {0} found {1} results"];

    /// <summary>ExportLogsServiceRequest, of one service.</summary>
    /// <param name="first">The number of its first line.</param>
    public static byte[] Protobuf(long first, int lines, long time)
    {
        var records = new MemoryStream();
        for (var number = first; number < first + lines; number++)
            Wire.Field(records, 2, ProtobufLine(new Line(number, time)));
        var scope = new MemoryStream();
        Wire.Field(scope, 1, Wire.Text(1, Loggers[first % Loggers.Length]));
        records.WriteTo(scope);
        var resource = new MemoryStream();
        Wire.Field(resource, 1, [.. Service(first).SelectMany(pair => Wire.Wrapped(1, Attribute(pair.Key, pair.Value)))]);
        Wire.Field(resource, 2, scope.ToArray());
        return Wire.Wrapped(1, resource.ToArray());
    }

    public static byte[] Json(long first, int lines, long time)
    {
        var records = Enumerable.Range(0, lines).Select(index => JsonLine(new Line(first + index, time)));
        var service = string.Join(',', Service(first).Select(JsonAttribute));
        return Encoding.UTF8.GetBytes($$"""{"resourceLogs":[{"resource":{"attributes":[{{service}}]},"scopeLogs":[{"scope":{"name":"{{Loggers[first % Loggers.Length]}}"},"logRecords":[{{string.Join(',', records)}}]}]}]}""");
    }

    private static KeyValuePair<string, object>[] Service(long first) =>
    [
        new("service.name", $"service-{first / 1000 % 12}"), new("service.version", "1.4.2"), new("deployment.environment.name", "production"), new("host.name", $"web-{first / 1000 % 4}"),
    ];

    private static byte[] ProtobufLine(Line line)
    {
        var record = new MemoryStream();
        Wire.Fixed(record, 1, (ulong)line.Time);
        Wire.Varint(record, 2 << 3);
        Wire.Varint(record, (ulong)line.Level);
        record.Write(Wire.Text(3, line.LevelName));
        Wire.Field(record, 5, Wire.Text(1, line.Message));
        foreach (var (key, value) in line.Attributes)
            Wire.Field(record, 6, Attribute(key, value));
        Wire.Field(record, 9, line.TraceId);
        Wire.Field(record, 10, line.TraceId[..8]);
        Wire.Fixed(record, 11, (ulong)line.Time);
        return record.ToArray();
    }

    private static string JsonLine(Line line) => $$"""
        {"timeUnixNano":"{{line.Time}}","observedTimeUnixNano":"{{line.Time}}","severityNumber":{{line.Level}},"severityText":"{{line.LevelName}}","body":{"stringValue":"{{line.Message}}"},"attributes":[{{string.Join(',', line.Attributes.Select(JsonAttribute))}}],"traceId":"{{Convert.ToHexStringLower(line.TraceId)}}","spanId":"{{Convert.ToHexStringLower(line.TraceId[..8])}}"}
        """;

    private static string JsonAttribute(KeyValuePair<string, object> attribute) => attribute.Value is string text
        ? $$$"""{"key":"{{{attribute.Key}}}","value":{"stringValue":"{{{JsonEncodedText.Encode(text)}}}"}}"""
        : $$$"""{"key":"{{{attribute.Key}}}","value":{"intValue":"{{{attribute.Value}}}"}}""";

    private static byte[] Attribute(string key, object value) => [.. Wire.Text(1, key), .. Wire.Wrapped(2, value is string text ? Wire.Text(1, text) : Int((int)value))];

    private static byte[] Int(int value)
    {
        var field = new MemoryStream();
        Wire.Varint(field, 3 << 3);
        Wire.Varint(field, (ulong)value);
        return field.ToArray();
    }

    private sealed class Line
    {
        public Line(long number, long time)
        {
            var random = new Random(unchecked((int)(number * 0x9E3779B1)));
            Time = time + (number * Step);
            var level = random.Next(Levels.Length);
            (Level, LevelName) = (Numbers[level], Levels[level]);
            Message = string.Format(CultureInfo.InvariantCulture, Messages[random.Next(Messages.Length)], number, random.Next(1000));
            TraceId = new byte[16];
            BinaryPrimitives.WriteInt64BigEndian(TraceId, unchecked((number / 5 * 0x1E3779B97F4A7C15) | 1));
            Attributes =
            [
                new("http.route", $"/area{random.Next(20)}/{{id}}/"), new("http.request.method", Methods[random.Next(Methods.Length)]), new("http.response.status_code", 200 + random.Next(4)),
                new("user.id", $"u{random.Next(50_000)}"), new("client.address", $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}"), new("duration_ms", random.Next(2000)),
                new("region", $"eu-{random.Next(4)}"), new("thread.name", $"worker-{random.Next(16)}"),
            ];
        }

        public long Time { get; }

        public int Level { get; }

        public string LevelName { get; }

        public string Message { get; }

        public byte[] TraceId { get; }

        public KeyValuePair<string, object>[] Attributes { get; }
    }
}
