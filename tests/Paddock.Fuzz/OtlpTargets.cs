using System.Text;
using System.Text.Json;
using Paddock.Protocols.Otlp;

namespace Paddock.Fuzz;

/// <summary>What OTLP's readers must hold to on any bytes: they do not throw, the counts add up, and every record is within its bounds.</summary>
public static class OtlpTargets
{
    // JSON of a list or map begins no element behind the limit; what it began may be that long once more, and each of its characters an escape of six.
    private const int LongestValue = 8 * OtlpLimits.ValueBytes;
    private const int LongestDetails = OtlpLimits.DetailBytes + (9 * OtlpLimits.ValueBytes);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly OtlpContext Context = new(ReceivedAt: 1_795_000_000_000_000_000, Oldest: 0, Newest: long.MaxValue);

    public static void Logs(byte[] bytes, OtlpEncoding encoding)
    {
        var visitor = new LogCheck();
        Counts(OtlpReader.ReadLogs(bytes, encoding, Context, visitor), visitor.Seen);
    }

    public static void Spans(byte[] bytes, OtlpEncoding encoding)
    {
        var visitor = new SpanCheck();
        Counts(OtlpReader.ReadSpans(bytes, encoding, Context, visitor), visitor.Seen);
    }

    public static void Metrics(byte[] bytes, OtlpEncoding encoding)
    {
        var visitor = new SampleCheck();
        var result = OtlpReader.ReadMetrics(bytes, encoding, Context, visitor);
        Counts(result, result.Accepted);
        Targets.Promise(visitor.Seen <= result.Accepted * (OtlpLimits.Buckets + 6), "a point has so many series at most");
    }

    /// <summary>The readers of log lines of other protocols give the same records.</summary>
    internal delegate OtlpResult LineReader(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor);

    internal static void Lines(byte[] bytes, LineReader reader)
    {
        var visitor = new LogCheck();
        Counts(reader(bytes, Context, visitor), visitor.Seen);
    }

    /// <summary>The readers of samples of other protocols give the same records.</summary>
    internal delegate OtlpResult SampleReader(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor);

    internal static void Samples(byte[] bytes, SampleReader reader)
    {
        var visitor = new SampleCheck();
        Counts(reader(bytes, Context, visitor), visitor.Seen);
    }

    private static void Counts(OtlpResult result, int seen)
    {
        Targets.Promise(result.Accepted == seen, "what is accepted was given");
        Targets.Promise(result.Accepted + result.Malformed + result.WithoutValue <= OtlpLimits.Records, "there is a limit");
    }

    private static void Text(ReadOnlySpan<byte> text, int longest, string what)
    {
        Targets.Promise(text.Length <= longest, $"{what} is short");
        Targets.Promise(!text.Contains((byte)0), $"{what} has no NUL");
        Strict.GetString(text);
    }

    private static void Attributes(RecordAttributes attributes)
    {
        Targets.Promise(attributes.Count <= 3 * OtlpLimits.Attributes, "attributes are few");
        for (var index = 0; index < attributes.Count; index++)
        {
            Text(attributes.Key(index), OtlpLimits.KeyBytes, "a key");
            Text(attributes.Value(index), LongestValue, "a value");
        }
        foreach (var known in Enum.GetValues<KnownAttribute>())
            Text(attributes[known], LongestValue, known.ToString());
    }

    private static void Json(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return;
        Text(json, LongestDetails, "details");
        using var document = JsonDocument.Parse(json.ToArray());
        Targets.Promise(document.RootElement.ValueKind == JsonValueKind.Array, "details are a list");
    }

    private sealed class LogCheck : IOtlpVisitor<OtlpLog>
    {
        public int Seen { get; private set; }

        public bool Accept(OtlpLog record)
        {
            Seen++;
            Text(record.Body, OtlpLimits.BodyTextBytes + LongestValue, "a body");
            Text(record.Severity, OtlpLimits.WordBytes, "a level");
            Text(record.Logger, OtlpLimits.NameBytes, "a logger");
            Text(record.EventName, OtlpLimits.NameBytes, "an event's name");
            Targets.Promise(record.TraceId.Length == 16 && record.SeverityNumber <= 24, "ids and levels are what they are");
            Attributes(record.Attributes);
            return true;
        }
    }

    private sealed class SpanCheck : IOtlpVisitor<OtlpSpan>
    {
        public int Seen { get; private set; }

        public bool Accept(OtlpSpan record)
        {
            Seen++;
            Text(record.Name, OtlpLimits.NameBytes, "a name");
            Text(record.StatusMessage, OtlpLimits.ValueBytes, "a status");
            Text(record.UrlPath, LongestValue, "a path");
            Targets.Promise(record.SpanId != 0 && record.TraceId.ContainsAnyExcept((byte)0), "a span has ids");
            Targets.Promise(record.SampleRate is > 0 and <= 1, "a rate is a share");
            Json(record.Events);
            Json(record.Links);
            Attributes(record.Attributes);
            return true;
        }
    }

    private sealed class SampleCheck : IOtlpVisitor<OtlpSample>
    {
        public int Seen { get; private set; }

        public bool Accept(OtlpSample record)
        {
            Seen++;
            Text(record.Name, OtlpLimits.NameBytes + "_bucket".Length, "a name");
            Targets.Promise(!record.Name.IsEmpty, "a series has a name");
            Text(record.Unit, OtlpLimits.WordBytes, "a unit");
            Targets.Promise(record.LabelCount <= OtlpLimits.Attributes + 1, "labels are few");
            for (var index = 0; index < record.LabelCount; index++)
            {
                Text(record.LabelKey(index), OtlpLimits.KeyBytes, "a label");
                Text(record.LabelValue(index), LongestValue, "a label's value");
            }
            return true;
        }
    }
}
