using System.Text;
using System.Text.Json;
using Paddock.Protocols.Sentry;

namespace Paddock.Fuzz;

/// <summary>The promises of the readers of Sentry's other kinds: bounded, valid UTF-8, nothing half-read given as good.</summary>
internal static class ItemTargets
{
    private const int MostAttributes = 128;
    private const int LongestKey = 200;

    // All attributes at their longest, and the fields beside them.
    private const int MostCharacters = (MostAttributes * 8192) + (128 * 1024);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Transaction(byte[] bytes)
    {
        var root = new SentrySpan();
        if (!TransactionReader.TryOpen(bytes, Targets.Context, root, out var reader))
            return;
        Check(root);
        var span = new SentrySpan();
        for (var count = 0; reader.TryRead(span, out var isGood); count++)
        {
            Targets.Promise(count <= bytes.Length, "reading ends");
            if (isGood)
                Check(span);
        }
    }

    public static void Span(byte[] bytes)
    {
        var span = new SentrySpan();
        if (SpanParser.TryParse(bytes, Targets.Context, span))
            Check(span);
    }

    public static void Log(byte[] bytes)
    {
        var log = new SentryLog();
        if (!LogParser.TryParse(bytes, Targets.Context, log))
            return;
        Targets.Promise(log.SeverityNumber is >= 1 and <= 24 && !log.Message.IsEmpty, "a record has a severity and a message");
        Check(log.Attributes, log.Origin, log.Message, log.Template, log.Logger);
    }

    public static void Metric(byte[] bytes)
    {
        var metric = new SentryMetric();
        if (!MetricParser.TryParse(bytes, Targets.Context, metric))
            return;
        Targets.Promise(double.IsFinite(metric.Value) && !metric.Name.IsEmpty, "a point has a name and a value");
        Check(metric.Attributes, metric.Origin, metric.Name, metric.Unit);
    }

    public static void CheckIn(byte[] bytes)
    {
        if (!Protocols.Sentry.CheckIn.TryParse(bytes, Targets.Context, out var checkIn))
            return;
        Targets.Promise(checkIn.Monitor.Length is > 0 and <= 50, "a check-in names a job");
        if (!checkIn.MonitorConfig.IsEmpty)
            JsonDocument.Parse(checkIn.MonitorConfig).Dispose();
    }

    public static void Session(byte[] bytes)
    {
        if (ReleaseSession.TryParse(bytes, Targets.Context, out var session))
            Targets.Promise(session!.Release.Length is > 0 and <= 200, "a session has a release");
        if (ReleaseSession.TryParseAggregates(bytes, Targets.Context, out var sessions, out _))
            Targets.Promise(sessions.Count <= 6 * ReleaseSession.MostAggregates, "counts are bounded");
    }

    public static void Feedback(byte[] bytes)
    {
        foreach (var isGood in new[] { UserFeedback.TryParse(bytes, Targets.Context, out var feedback), UserFeedback.TryParseReport(bytes, Targets.Context, out var report) })
        {
            if (isGood)
                Targets.Promise((feedback.Message.Length | report.Message.Length) > 0 && Math.Max(feedback.Message.Length, report.Message.Length) <= UserFeedback.LongestMessage, "messages are bounded");
        }
    }

    private static void Check(SentrySpan span)
    {
        Targets.Promise(span.Origin.TraceId != 0 && span.Origin.SpanId != 0 && span.DurationNanoseconds >= 0 && span.SampleRate is > 0 and <= 1 && !span.Name.IsEmpty, "a span has ids, a name and a rate");
        Check(span.Attributes, span.Origin, span.Name, span.Op, span.Kind, span.Status, span.Transaction, span.Route, span.Url, span.UrlPath, span.HttpMethod, span.DbSystem, span.DbStatement, span.Platform);
    }

    private static void Check(IReadOnlyList<SentryAttribute> attributes, in SentryOrigin origin, params ReadOnlyMemory<byte>[] texts)
    {
        Targets.Promise(attributes.Count <= MostAttributes, "attributes are bounded");
        var length = 0;
        var keys = new HashSet<string>();
        foreach (var (key, value) in attributes)
        {
            var name = Strict.GetString(key.Span);
            Targets.Promise(name.Length is > 0 and <= LongestKey && keys.Add(name), "keys are short and each there once");
            length += Strict.GetCharCount(value.Span);
        }
        foreach (var text in (ReadOnlyMemory<byte>[])[.. texts, origin.Environment, origin.Release, origin.Host, origin.Service, origin.SessionId, origin.UserId, origin.UserEmail, origin.UserName, origin.SdkName, origin.SdkVersion])
            length += Strict.GetCharCount(text.Span);
        Targets.Promise(length <= MostCharacters, "records are bounded");
    }
}
