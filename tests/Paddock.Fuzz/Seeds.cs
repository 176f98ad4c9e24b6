using System.IO.Compression;
using System.Text;
using Paddock.Protocols.Sentry;
using ZstdSharp;

namespace Paddock.Fuzz;

/// <summary>What fuzzing starts from: the corpus, in the form that a target reads.</summary>
internal static class Seeds
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static List<byte[]> For(string target) => target switch
    {
        "gzip" => Compressed(stream => new GZipStream(stream, CompressionLevel.Fastest)),
        "deflate" => Compressed(stream => new ZLibStream(stream, CompressionLevel.Fastest)),
        "br" => Compressed(stream => new BrotliStream(stream, CompressionLevel.Fastest)),
        "zstd" => Compressed(stream => new CompressionStream(stream, 3)),
        "container" => [.. Items(ItemKind.Log, ItemKind.Span, ItemKind.Metric)],
        "transaction" => [.. Items(ItemKind.Transaction)],
        "span" => [.. Records(ItemKind.Span)],
        "log" => [.. Records(ItemKind.Log), """{"timeUnixNano":"1795410979061932300","severityText":"WARN","body":{"stringValue":"low"},"attributes":[{"key":"a","value":{"intValue":"1"} }]}"""u8.ToArray()],
        "metric" => [.. Records(ItemKind.Metric)],
        "checkin" => [.. Items(ItemKind.CheckIn)],
        "session" => [.. Items(ItemKind.Session, ItemKind.Sessions)],
        "feedback" => [.. Items(ItemKind.Feedback), """{"event_id":"fc6d8c0c43fc4630ad850ee518f1b9d0","name":"a","email":"a@b.c","comments":"password=x"}"""u8.ToArray()],
        "event" => [.. Bodies().SelectMany(body => body.Contains((byte)'\n') ? Lines(body) : [body])],
        "scrub" or "message" => [.. Bodies().Select(body => body[..Math.Min(body.Length, 4096)])],
        "loki" => [.. Bodies("winston-loki").Where(body => body[0] != '{').Select(body => Snappier.Snappy.DecompressToArray(body))],
        "snappy" => [.. Bodies().Select(body => Snappier.Snappy.CompressToArray(body))],
        "loki-json" => [.. Bodies("winston-loki").Concat(Bodies("pino-loki")).Where(body => body[0] == '{')],
        "bulk" => [.. Bodies("elasticsearch-")],
        "jsonlines" or "clef" => [.. LogLines.Select(Encoding.UTF8.GetBytes)],
        "syslog" => [.. Syslog.Select(Encoding.UTF8.GetBytes)],
        "gelf" => ["""{"version":"1.1","host":"web-1","short_message":"placed","timestamp":1795410000.25,"level":3,"_user_id":7,"_paddock_key":"0123456789abcdef"}"""u8.ToArray()],
        "remote-write" => [Convert.FromHexString(RemoteWrite)],
        "remote-write-2" => [Convert.FromHexString(RemoteWriteSecond)],
        "exposition" => ["# TYPE a histogram\na_bucket{le=\"0.5\",b=\"x\\\"y\"} 1e3 1795410000250\na_sum 1 # {trace_id=\"x\"} 0.5\n{\"a.name\",\"b c\"=\"d\"} +Inf\n# EOF\n"u8.ToArray()],
        "munin" => ["multigraph a.b\nc.type DERIVE\nd.type GAUGE\nmultigraph a.b\nc.value 1795410000:1.5\nd.value U\n"u8.ToArray()],
        "nagios" => ["DISK WARNING - free space, token=abcdef123456 | /=2643MB;5948;5958;0;5968 'a ''b'=1.5%;U\nmore\nlast | n=12c t=0.5s\nu=U"u8.ToArray()],
        "source-map" =>
        [
            """{"version":3,"sources":["a.ts","b.ts"],"sourcesContent":["let x\\ny()",null],"names":["x"],"mappings":"AAAAA,SAASC;ACAT","sourceRoot":"/src"}"""u8.ToArray(),
            """{"version":3,"sections":[{"offset":{"line":1,"column":2},"map":{"sources":["a"],"names":[],"mappings":"AAAA"}}]}"""u8.ToArray(),
        ],
        "manifest" => ["""{"files":{"f/a.js":{"type":"minified_source","url":"~/a.js","headers":{"debug-id":"b29e6a39-b26f-597b-96b5-a663cab14771","sourcemap":"../a.js.map"}},"f/a.js.map":{"type":"source_map","url":"~/a.js.map"}},"release":"1","dist":"2"}"""u8.ToArray()],
        "script-files" or "mapped-event" => [.. Bodies("sentry-browser").Concat(Bodies("sentry-node")).SelectMany(static body => body.Contains((byte)'\n') ? Lines(body) : [body])],
        "statsd" => ["orders:1|c|#env:production,service:shop\ncheckout:120:80|ms|@0.5\nqueue:+7|g\nusers:ann|s\n_e{8,8}:Deployed|shop 2.0|t:warning|#a:b\n_sc|db|2|#a:b|m:no answer"u8.ToArray()],
        "posthog" => [.. Bodies("posthog-")],
        "mixpanel" => [.. Bodies("mixpanel-"), """[{"$token":"0","$distinct_id":"u","$set":{"plan":"pro"},"$unset":["a"]},{"event":"$merge","properties":{"$distinct_ids":["a","b"],"token":"0"}}]"""u8.ToArray()],
        "plausible" => [.. Bodies("plausible-")],
        "umami" => [.. Bodies("umami-"), """{"type":"performance","payload":{"website":"0","url":"/a","lcp":1200,"cls":0.1,"timestamp":1795410000}}"""u8.ToArray()],
        "ga4" => [Encoding.UTF8.GetBytes(Ga4)],
        "keen" => [.. Bodies("keen-")],
        "kissmetrics" => ["""{"_k":"0","_p":"ann@example.com","_n":"Signed up","_t":"1795410000","_d":"1","plan":"pro"}"""u8.ToArray()],
        "segment" => [.. Bodies("segment-")],
        "beacon" => [.. Beacons.Select(Encoding.UTF8.GetBytes)],
        "statement" => [.. Statements.Select(Encoding.UTF8.GetBytes)],
        "public" => [.. PublicTexts.Select(Encoding.UTF8.GetBytes)],
        "auth" => [.. Heads()],
        "otlp-logs" or "otlp-spans" or "otlp-metrics" => [.. Bodies("otel-").Where(body => body[0] != '{')],
        "otlp-logs-json" or "otlp-spans-json" or "otlp-metrics-json" => [.. Bodies("otel-").Where(body => body[0] == '{')],
        "report" => ["""{"timestamp":"2026-11-23T01:02:03Z","discarded_events":[{"reason":"queue_overflow","category":"error","quantity":23}]}"""u8.ToArray()],
        _ => [.. Bodies()],
    };

    private const string Ga4 = """
        {"client_id":"1.2","user_id":"u-42","timestamp_micros":"1795410000000000","user_properties":{"plan":{"value":"pro"}},"ip_override":"203.0.113.9","events":[
        {"name":"page_view","params":{"page_location":"https://shop.example.org/a?utm_source=x","page_title":"T","session_id":7}},
        {"name":"purchase","params":{"transaction_id":"t-1","value":129.9,"currency":"CHF","items":[{"item_id":"anvil","price":129.9}],"engagement_time_msec":100}}]}
        """;

    private static readonly string[] Beacons =
    [
        """
        {"url":"https://shop.example.org/reset/MQ/c6z8yf?utm_source=a&gclid=b#/x","referrer":"android-app://com.google.android.gm/","title":"Call +49 30 901820","route":"r","trace":"0123456789abcdef0123456789abcdef-0123456789abcdef-1",
         "screen":"1280x800","touch":true,"events":[{"id":"1","name":"Order","user":7,"properties":{"a":{"b":[1,"ann@example.org",null]},"password":"x"},"revenue":"1.5","currency":"EUR","age":12},
         {"name":"$error","type":"TypeError","message":"x","stack":"TypeError: x\n    at async f (eval at g (https://a/b.js:1:2), <anonymous>:3:4)\nh@https://a/b.js:1:2","source":"https://a/b.js","line":1,"column":2}]}
        """,
        """{"key":"0","events":[{"name":"$vital","metric":"LCP","value":1e3,"rating":"good","target":"#a"},{"name":"$engagement","engaged":12,"scroll":3},{"name":"$identify","user":"ann","properties":{"plan":"pro"}}]}""",
    ];

    private static readonly string[] LogLines =
    [
        """
        {"@t":"2026-11-23T05:00:00Z","@mt":"Sold {Count} of {@Item} for {Price:0.00}","@r":["1.50"],"Count":3,"Item":{"sku":"x","token":"abcdef123456"},"Price":1.5,"@l":"Error","@x":"System.Exception: no","@tr":"0af7651916cd43dd8448eb211c80319c"}
        {"message":"a","event":"b","level":30,"time":1795410001000,"log":{"logger":"x"},"a":{"b":[1,{"password":"x1"},null]},"trace_id":"0af76519-16cd-43dd-8448-eb211c80319c","span_id":"00f067aa0ba902b7"}
        """,
        """[{"msg":"a","service":{"name":"web"}},{"log":"x","@timestamp":"2026-11-23T05:00:00.5+01:00","user_id":7}]""",
    ];

    private static readonly string[] Syslog =
    [
        "<165>1 2026-11-23T05:00:00.003Z web-1 shop 4711 ID47 [order@32473 id=\"17\" note=\"a \\\"b\\\" \\]\"][paddock@1 key=\"abc\"] placed\n<13>Nov 23 05:00:01 web-1 shop[77]: placed\n11 <14>{\"msg\":\"a\"}",
        "<14>Nov 23 05:00:01 web-1 shop: @cee: {\"msg\":\"a\",\"level\":30}\n<13>2026-11-23T05:00:01.5+00:00 web-1 shop: placed\n<11>refused, token=abcdef123456\0",
    ];

    // up{job="a"} 1 with a stale marker behind it; the same by symbols.
    private const string RemoteWrite = "0a410a0e0a085f5f6e616d655f5f120275700a080a036a6f62120161121109000000000000f03f1080d895ede2331212090200000000f07f1080d895ede2331a00";
    private const string RemoteWriteSecond = "2200220868747470735f5f5f220275702a170a020102121109000000000000f03f1080d895ede233";

    private static readonly string[] Statements =
    [
        "SELECT \"a\".\"b\", COUNT(*) FROM `c` INNER JOIN [d e] ON (x = -1.5e3) WHERE f IN (1, %s, $2) AND g = 'it''s' -- h\n LIMIT 21;",
        "INSERT INTO t (a, b) VALUES (E'x\\'', $tag$ y $tag$), (:a, @b::jsonb) /* c */ RETURNING id", "SAVEPOINT \"s1_x2\"", "a IS NOT NULL AND b = ANY(ARRAY[1, 2]::int[]) AND c ->> 'd' <@ '{}'",
        "{\"find\": \"users\", \"filter\": {\"email\": \"a\"}}", "GET 'session:1'",
    ];

    private static readonly string[] PublicTexts =
    [
        "/accounts/reset/MQ/c6z8yf-0e9cba4b7fe2ff4f9f31d0ff2e6d3d7a/", "/u/ann@example.org/orders?x", "(415) 555-2671 +49 (30) 90 18-20 0049 30 901820 0171/2345678", "ann.lee+x@example.co.uk, 4111 1111 1111 1111, 203.0.113.9",
        "/share/9f86d081884c7d659a2feaa0c55ad015/550e8400-e29b-41d4-a716-446655440000", "token=abcdef123456&key=1 2026-11-23 10:15",
    ];

    private static IEnumerable<byte[]> Bodies(string client = "") => Directory.EnumerateDirectories(Root, client + "*")
        .SelectMany(folder => Directory.EnumerateFiles(folder))
        .Where(path => Path.GetExtension(path) is ".body" or ".json")
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllBytes)
        .Select(body => body is [0x1F, 0x8B, ..] ? Gunzip(body) : body);

    private static IEnumerable<byte[]> Items(params ItemKind[] kinds)
    {
        foreach (var body in Bodies())
        {
            if (!EnvelopeReader.TryOpen(body, out var reader))
                continue;
            while (reader.TryRead(out var item))
            {
                if (kinds.Contains(item.Kind))
                    yield return item.Payload.ToArray();
            }
        }
    }

    private static List<byte[]> Records(ItemKind kind)
    {
        var records = new List<byte[]>();
        foreach (var container in Items(kind))
        {
            var items = new ContainerReader(container);
            while (items.TryRead(out var item))
                records.Add(item.ToArray());
        }
        return records;
    }

    private static IEnumerable<byte[]> Lines(byte[] body) => Encoding.Latin1.GetString(body).Split('\n').Where(line => line.Length > 1).Select(Encoding.Latin1.GetBytes);

    private static IEnumerable<byte[]> Heads() => Directory.EnumerateFiles(Root, "*.http", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadAllLines)
        .Where(line => line.Contains("sentry_key", StringComparison.Ordinal))
        .Select(Encoding.UTF8.GetBytes);

    private static List<byte[]> Compressed(Func<Stream, Stream> encoder) => [.. Bodies().Select(body =>
    {
        var target = new MemoryStream();
        using (var stream = encoder(target))
            stream.Write(body);
        return target.ToArray();
    })];

    private static byte[] Gunzip(byte[] body)
    {
        var target = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        gzip.CopyTo(target);
        return target.ToArray();
    }
}
