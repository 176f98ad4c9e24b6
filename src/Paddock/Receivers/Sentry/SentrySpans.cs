using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Sentry;
using Paddock.Receivers.Intake;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Sentry;

/// <summary>Transactions with the spans in them, and spans that come by themselves.</summary>
internal static class SentrySpans
{
    // Names are a column of few values; the whole statement has a column of its own.
    private const int LongestName = 256;

    public static SentryAnswer? ReadTransaction(ReadOnlySpan<byte> json, SentryIntake intake)
    {
        var root = new SentrySpan();
        if (!TransactionReader.TryOpen(json, intake.Context, root, out var reader)) return intake.Refuse(SentrySignals.Spans, SentryAnswer.MalformedItem);
        // A health check's queries are noise, as itself.
        var noise = ReasonAgainst(root, intake);
        var problem = Write(root, intake, noise);
        var span = new SentrySpan();
        while (reader.TryRead(span, out var isGood))
        {
            if (isGood) Write(span, intake, noise);
            else intake.Refuse(SentrySignals.Spans, SentryAnswer.MalformedItem);
        }
        return problem;
    }

    public static SentryAnswer? Read(in EnvelopeItem item, SentryIntake intake)
    {
        var span = new SentrySpan();
        return SentryContainers.Read(item, intake, SentrySignals.Spans, json => SpanParser.TryParse(json, intake.Context, span) ? Write(span, intake, span.IsRoot ? ReasonAgainst(span, intake) : null) : SentryContainers.Malformed(intake, SentrySignals.Spans));
    }

    private static string? ReasonAgainst(SentrySpan root, SentryIntake intake) =>
        InboundFilters.ReasonAgainstTransaction(intake.Arrival.Project.Filters, root.Transaction.Span, root.Route.Span, root.UrlPath.Span, root.Origin.Release.Span);

    private static SentryAnswer? Write(SentrySpan span, SentryIntake intake, string? noise)
    {
        if (span.IsOwnUpload) noise = "own_upload";
        if (noise is not null)
        {
            intake.Filter(SentrySignals.Spans, noise);
            return null;
        }
        if (intake.OutOfRange(span.StartUnixNanoseconds) is { } outOfRange) return intake.Refuse(SentrySignals.Spans, outOfRange);
        if (intake.Admit(SentrySignals.Spans) is { } limited) return limited;
        intake.BeginAttributes(span.Attributes, span.Origin);
        intake.AddAttribute("url.full"u8, span.Url);
        intake.AddAttribute("sentry.platform"u8, span.Platform);
        var correlation = intake.Correlation(span.Origin, span.StartUnixNanoseconds, span.OriginalStartUnixNanoseconds);
        correlation.Route = span.Route.Span;
        correlation.UrlPath = span.UrlPath.Span;
        SpansRow.Write(intake.Entry, intake.Key(SentrySignals.Spans), correlation, RecordOf(span), intake.Attributes);
        return null;
    }

    private static SpanRecord RecordOf(SentrySpan span) => new()
    {
        ParentSpanId = span.ParentSpanId,
        Name = Utf8Text.Cut(span.Name.Span, LongestName),
        Op = span.Op.Span,
        Kind = span.Kind.Span,
        DurationNanoseconds = (ulong)span.DurationNanoseconds,
        Status = span.Status.Span,
        IsRoot = span.IsRoot,
        Transaction = Utf8Text.Cut(span.Transaction.Span, LongestName),
        DbSystem = span.DbSystem.Span,
        DbStatement = span.DbStatement.Span,
        DbFingerprint = span.DbFingerprint,
        HttpMethod = span.HttpMethod.Span,
        HttpStatus = span.HttpStatus,
        SampleRate = span.SampleRate,
    };
}
