using System.Buffers;
using System.Text;
using System.Text.Json;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Elastic;
using Paddock.Protocols.Ga4;
using Paddock.Protocols.Gelf;
using Paddock.Protocols.Keen;
using Paddock.Protocols.Kissmetrics;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Loki;
using Paddock.Protocols.Mixpanel;
using Paddock.Protocols.Munin;
using Paddock.Protocols.Nagios;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Plausible;
using Paddock.Protocols.PostHog;
using Paddock.Protocols.Prometheus;
using Paddock.Protocols.Script;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Segment;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.Sentry.Grouping;
using Paddock.Protocols.Seq;
using Paddock.Protocols.SourceMaps;
using Paddock.Protocols.Statements;
using Paddock.Protocols.Statsd;
using Paddock.Protocols.Syslog;
using Paddock.Protocols.Umami;

namespace Paddock.Fuzz;

/// <summary>What each parser must hold to on any bytes: it does not throw, its output is bounded and what it says it is. A broken promise is an exception here.</summary>
public static class Targets
{
    private const int OutputLimit = 8 * SentryLimits.EventBytes;

    internal static readonly EventContext Context = new()
    {
        FallbackEventId = new Guid(1, 2, 3, new byte[8]),
        ReceivedAt = new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.Zero),
    };

    private static readonly Scrape Scrape = new("shop", "web-1:9100", IsUp: true, TimeSpan.FromSeconds(1));

    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["envelope"] = Envelope,
        ["event"] = Event,
        ["scrub"] = Scrub,
        ["message"] = Message,
        ["auth"] = Auth,
        ["container"] = Container,
        ["transaction"] = ItemTargets.Transaction,
        ["span"] = ItemTargets.Span,
        ["log"] = ItemTargets.Log,
        ["metric"] = ItemTargets.Metric,
        ["checkin"] = ItemTargets.CheckIn,
        ["session"] = ItemTargets.Session,
        ["feedback"] = ItemTargets.Feedback,
        ["report"] = bytes => ClientReport.TryParse(bytes, out _),
        ["otlp-logs"] = bytes => OtlpTargets.Logs(bytes, OtlpEncoding.Protobuf),
        ["otlp-spans"] = bytes => OtlpTargets.Spans(bytes, OtlpEncoding.Protobuf),
        ["otlp-metrics"] = bytes => OtlpTargets.Metrics(bytes, OtlpEncoding.Protobuf),
        ["otlp-logs-json"] = bytes => OtlpTargets.Logs(bytes, OtlpEncoding.Json),
        ["otlp-spans-json"] = bytes => OtlpTargets.Spans(bytes, OtlpEncoding.Json),
        ["otlp-metrics-json"] = bytes => OtlpTargets.Metrics(bytes, OtlpEncoding.Json),
        ["loki"] = bytes => OtlpTargets.Lines(bytes, LokiReader.ReadProtobuf),
        ["loki-json"] = bytes => OtlpTargets.Lines(bytes, LokiReader.ReadJson),
        ["jsonlines"] = bytes => OtlpTargets.Lines(bytes, static (body, in context, visitor) => JsonLinesReader.Read(body, context, [], visitor)),
        ["clef"] = bytes => OtlpTargets.Lines(bytes, ClefReader.Read),
        ["bulk"] = bytes => OtlpTargets.Lines(bytes, static (body, in context, visitor) => BulkReader.Read(body, "", context, visitor, [])),
        ["syslog"] = bytes => OtlpTargets.Lines(bytes, static (body, in context, visitor) => SyslogReader.Read(Frames(body), context, visitor)),
        ["gelf"] = bytes => OtlpTargets.Lines(bytes, static (body, in context, visitor) => GelfReader.Read([body.ToArray()], context, visitor)),
        ["remote-write"] = bytes => OtlpTargets.Samples(bytes, static (body, in context, visitor) => RemoteWriteReader.ReadFirst(body, context, visitor, new RemoteWritten())),
        ["remote-write-2"] = bytes => OtlpTargets.Samples(bytes, static (body, in context, visitor) => RemoteWriteReader.ReadSecond(body, context, visitor, new RemoteWritten())),
        ["exposition"] = bytes => OtlpTargets.Samples(bytes, static (body, in context, visitor) => ExpositionReader.Read(body, Scrape, body.Length % 2 == 0, context, visitor)),
        ["munin"] = bytes => OtlpTargets.Samples(bytes, static (body, in context, visitor) => MuninReader.Read([new MuninPlugin("load", body[..(body.Length / 2)].ToArray(), body[(body.Length / 2)..].ToArray())], Scrape, context, visitor)),
        ["nagios"] = bytes => OtlpTargets.Samples(bytes, static (body, in context, visitor) =>
        {
            Promise(PluginOutput.TextOf(body).Length <= 1000, "texts are bounded");
            return PluginOutput.Read(body, "web-1", "disk", 2, context, visitor);
        }),
        ["statsd"] = Statsd,
        ["source-map"] = SourceMapOf,
        ["manifest"] = bytes => Promise((BundleManifest.Parse(bytes)?.Scripts.Count ?? 0) <= BundleManifest.MostFiles, "files are bounded"),
        ["script-files"] = bytes => Promise((ScriptFiles.Of(bytes)?.Files.Count ?? 0) <= ScriptFiles.MostFiles, "files are bounded"),
        ["mapped-event"] = MappedEvent,
        ["posthog"] = bytes => Messages(PostHogParser.TryParse(bytes, out var request), request),
        ["mixpanel"] = bytes => Array.ForEach(Enum.GetValues<MixpanelCall>(), call => Messages(MixpanelParser.TryParse(bytes, call, out var request), request)),
        ["statement"] = Statement,
        ["beacon"] = bytes => Beacon(BeaconParser.TryParse(bytes, out var beacon), beacon),
        ["plausible"] = bytes => Beacon(PlausibleParser.TryParse(bytes, out var beacon), beacon),
        ["umami"] = bytes => Beacon(UmamiParser.TryParse(bytes, Context.ReceivedAt, out var beacon), beacon),
        ["ga4"] = bytes => Messages(Ga4Parser.TryParse(bytes, out var request, out _), request),
        ["keen"] = bytes => Array.ForEach(["", "purchases"], collection => Messages(KeenParser.TryParse(bytes, collection, out var request, out _), request)),
        ["kissmetrics"] = bytes => Array.ForEach(Enum.GetValues<KissmetricsCall>(), call => Messages(KissmetricsParser.TryParse(bytes, call, out var request), request)),
        ["segment"] = Segment,
        ["public"] = PublicTexts,
        ["gzip"] = bytes => Decompress(bytes, "gzip"),
        ["deflate"] = bytes => Decompress(bytes, "deflate"),
        ["br"] = bytes => Decompress(bytes, "br"),
        ["zstd"] = bytes => Decompress(bytes, "zstd"),
        ["snappy"] = bytes => Decompress(bytes, "snappy"),
    };

    private static List<ReadOnlyMemory<byte>> Frames(ReadOnlySpan<byte> stream)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        var (length, searched) = (stream.Length, 0);
        while (SyslogFrames.Take(ref stream, length, ref searched, out var frame) == FrameStatus.Frame)
        {
            Promise(StructuredData.KeyOf(frame).Length <= 64, "keys are short");
            frames.Add(frame.ToArray());
        }
        Promise(frames.Sum(static frame => frame.Length) + stream.Length <= length, "frames do not overlap");
        return [.. frames, stream.ToArray()];
    }

    // Whatever it names, each of its files has a map.
    private static void MappedEvent(byte[] bytes)
    {
        SourceMap.Parse("{\"sources\":[\"a.ts\"],\"names\":[\"run\"],\"mappings\":\"AAAAA;AAAAA;AAAAA\",\"sourcesContent\":[\"run()\\n-----BEGIN PRIVATE KEY-----\"]}"u8, out var map);
        var maps = new SourceMapSet();
        foreach (var file in ScriptFiles.Of(bytes)?.Files ?? []) maps.Add(file, map!);
        if (EventParser.Parse(bytes, Context with { Maps = maps }, out var parsed) != EventParseStatus.Ok) return;
        using (parsed)
        {
            Promise(parsed!.Stack.Length <= OutputLimit, "the stack is bounded");
            if (parsed.Stack.Length > 0) JsonDocument.Parse(parsed.Stack, new JsonDocumentOptions { MaxDepth = 256 }).Dispose();
        }
    }

    private static void SourceMapOf(byte[] bytes)
    {
        var status = SourceMap.Parse(bytes, out var map);
        Promise((status == SourceMapStatus.Ok) == (map is not null), "a map is there when the status says so, and only then");
        for (var line = 0; map is not null && line < 4; line++)
        {
            if (map.Find(line, 40) is { } place)
                Promise(place.Line > 0 && place.Column > 0 && place.SourceLine(0) is null, "places count from one");
        }
    }

    private static void Statsd(byte[] bytes)
    {
        var sums = new StatsdAggregates();
        sums.Add(bytes);
        OtlpTargets.Samples(bytes, (_, in context, visitor) => sums.Flush(context, visitor));
        OtlpTargets.Lines(bytes, static (body, in context, visitor) => StatsdEvents.Read([body.ToArray()], context, visitor));
    }

    private static void Segment(byte[] bytes)
    {
        foreach (var kind in Enum.GetValues<SegmentKind>())
        {
            var isGood = SegmentParser.TryParse(bytes, kind, out var request);
            Promise(!isGood || request!.Messages.TrueForAll(static message => message.DistinctId.Length > 0), "a message is somebody's");
            Messages(isGood, request);
        }
    }

    private static void Messages(bool isGood, SegmentRequest? request)
    {
        if (isGood)
        {
            Promise(request!.Messages.Count + request.Refused.Count <= SegmentLimits.MessagesPerBatch + 1, "messages are bounded");
            foreach (var message in request.Messages)
            {
                Promise(message.DistinctId.Length <= SegmentLimits.LongestId && message.Name.Length <= SegmentLimits.LongestWord, "ids and names are bounded");
                Promise(message.Properties.Count <= SegmentLimits.PropertiesPerMessage && message.Traits.Count <= SegmentLimits.PropertiesPerMessage && message.Changes.Count <= 4 * SegmentLimits.PropertiesPerMessage, "properties are bounded");
                Promise(message.Properties.Concat(message.Traits).All(property => property.Key.Length is > 0 and <= SegmentLimits.LongestWord && property.Value.Length <= SegmentLimits.LongestValue), "texts are bounded");
                Promise(message.Currency.Length is 0 or 3 && (message.Revenue is null || message.Currency.Length == 3), "money has a currency");
            }
        }
    }

    public static void Envelope(byte[] bytes)
    {
        if (!EnvelopeReader.TryOpen(bytes, out var reader))
            return;
        var read = 0;
        for (var items = 0; reader.TryRead(out var item); items++)
        {
            Promise(items <= bytes.Length, "reading ends");
            Promise(item.Type.Length <= 64, "types are short");
            read += item.Payload.Length;
            if (item.Kind == ItemKind.Event)
                Event(item.Payload.ToArray());
        }
        Promise(read <= bytes.Length, "payloads do not overlap");
    }

    private static void Container(byte[] bytes)
    {
        var items = new ContainerReader(bytes);
        var read = 0;
        while (items.TryRead(out var item))
        {
            read += item.Length;
            Promise(items.Count <= bytes.Length, "reading ends");
            ItemTargets.Log(item.ToArray());
        }
        // Repairing makes null of NaN.
        Promise(read <= 2 * bytes.Length, "items do not overlap");
    }

    public static void Event(byte[] bytes)
    {
        var status = EventParser.Parse(bytes, Context, out var parsed);
        Promise((status == EventParseStatus.Ok) == (parsed is not null), "an event comes with Ok only");
        if (parsed is null)
            return;
        using (parsed)
        {
            var parts = new[] { parsed.Stack, parsed.Breadcrumbs, parsed.Contexts, parsed.Request, parsed.Extra, parsed.User, parsed.Rest, parsed.Remarks };
            foreach (var part in parts)
                CheckJson(part);
            Promise(parts.Sum(part => (long)part.Length) <= OutputLimit, "output is bounded");
            Promise(parsed.Title.Length is > 0 and <= 256 && parsed.Tags.Count <= 200 && parsed.Hashes.Count is 1 or 2, "fields are bounded");
            CheckAgain(parsed);
        }
    }

    // What was scrubbed once has nothing left to scrub, cut or repair.
    private static void CheckAgain(ErrorEvent first)
    {
        var json = new StringBuilder("{");
        Append(json, "extra", first.Extra);
        Append(json, "contexts", first.Contexts);
        Append(json, "user", first.User);
        Append(json, "breadcrumbs", first.Breadcrumbs);
        json.Append("\"end\":0}");
        var bytes = Encoding.UTF8.GetBytes(json.ToString());
        if (bytes.Length > SentryLimits.EventBytes)
            return;
        Promise(EventParser.Parse(bytes, Context, out var second) == EventParseStatus.Ok, "the output is an event");
        using (second)
        {
            Same(first.Extra, second!.Extra, "extra");
            Same(first.Contexts, second.Contexts, "contexts");
            Same(first.User, second.User, "user");
            Same(first.Breadcrumbs, second.Breadcrumbs, "breadcrumbs");
        }
    }

    private static void Append(StringBuilder json, string name, ReadOnlyMemory<byte> part)
    {
        if (!part.IsEmpty)
            json.Append('"').Append(name).Append("\":").Append(Encoding.UTF8.GetString(part.Span)).Append(',');
    }

    private static void Same(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, string part) =>
        Promise(first.Span.SequenceEqual(second.Span), $"{part} is the same the second time:\n{Encoding.UTF8.GetString(first.Span)}\n{Encoding.UTF8.GetString(second.Span)}");

    private static void CheckJson(ReadOnlyMemory<byte> part)
    {
        if (part.IsEmpty)
            return;
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var text = strict.GetString(part.Span);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
        Promise(document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array, "parts are objects or lists");
    }

    public static void Scrub(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var scrubber = new TextScrubber();
        foreach (var kind in Enum.GetValues<TextKind>())
        {
            var once = scrubber.Scrub(text, kind, out _).ToString();
            var twice = scrubber.Scrub(once, kind, out var again).ToString();
            Promise(once == twice && !again, $"scrubbing {kind} twice is scrubbing once:\n{text}\n{once}\n{twice}");
        }
    }

    private static void Statement(byte[] bytes)
    {
        Span<byte> text = stackalloc byte[DatabaseStatement.MostBytes];
        Span<byte> again = stackalloc byte[DatabaseStatement.MostBytes];
        foreach (var system in (string[])["", "mysql", "postgresql", "mssql", "clickhouse", "redis", "mongodb"])
        {
            var name = Encoding.UTF8.GetBytes(system);
            var once = text[..DatabaseStatement.Normalize(name, bytes, text)];
            Promise(once.SequenceEqual(again[..DatabaseStatement.Normalize(name, once, again)]), $"a statement of {system} without its values has none");
            Promise((DatabaseStatement.Fingerprint(once) == 0) == once.IsEmpty, "every statement has a fingerprint");
        }
    }

    private static void Beacon(bool isGood, ScriptBeacon? beacon)
    {
        if (!isGood) return;
        Promise(beacon!.Events.Count <= ScriptLimits.EventsPerBeacon, "events are bounded");
        Promise(beacon.Page.Path.Length <= ScriptLimits.LongestPath && beacon.Title.Length <= ScriptLimits.LongestTitle, "texts are bounded");
        foreach (var happened in beacon.Events)
        {
            Promise(happened.Name.Length is > 0 and <= ScriptLimits.LongestWord && happened.Properties.Count <= ScriptLimits.PropertiesPerEvent, "events are bounded");
            Promise(happened.Properties.TrueForAll(property => property.Value.Length <= ScriptLimits.LongestValue), "values are bounded");
            if (happened.Failure is null) continue;
            var json = new ArrayBufferWriter<byte>();
            ScriptErrors.Write(json, beacon, happened, new ScriptErrorContext(Context.FallbackEventId, Context.ReceivedAt, "Chrome", "1", "", ""));
            Promise(EventParser.Parse(json.WrittenSpan, Context, out var error) == EventParseStatus.Ok, "an error is an event");
            error!.Dispose();
        }
    }

    public static void PublicTexts(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var scrubber = new PublicText();
        var once = scrubber.Scrub(text, TextKind.Prose).ToString();
        Promise(once == scrubber.Scrub(once, TextKind.Prose).ToString(), $"scrubbing twice is scrubbing once:\n{text}\n{once}");
        var path = scrubber.ScrubPath(text).ToString();
        Promise(path == scrubber.ScrubPath(path).ToString(), $"scrubbing a path twice is scrubbing it once:\n{text}\n{path}");
    }

    private static void Message(byte[] bytes) => Promise(MessageParameters.Replace(Encoding.UTF8.GetString(bytes)).Length <= 32 * 1024, "messages stay short");

    private static void Auth(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        SentryAuth.TryRead(text, null, null, out _);
        SentryAuth.TryRead(null, text, null, out _);
        SentryAuth.TryRead(null, null, text, out _);
        SentryAuth.TryReadDsn(text, out _, out _);
    }

    private static void Decompress(byte[] bytes, string encoding)
    {
        const int limit = 1024 * 1024;
        using var body = Decompression.ReadAsync(new MemoryStream(bytes), encoding, limit, new BodyBudget(4 * limit).ShareOf(0)).AsTask().GetAwaiter().GetResult();
        Promise(body.Bytes.Length <= limit, "the limit holds");
    }

    internal static void Promise(bool kept, string what)
    {
        if (!kept)
            throw new InvalidOperationException("Not kept: " + what);
    }
}
