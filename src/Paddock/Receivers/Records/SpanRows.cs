using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Intake;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Records;

/// <summary>OTLP's spans as rows.</summary>
internal sealed class SpanRows(RecordEntries entries, RecordArrival arrival, AttributeBag bag) : IOtlpVisitor<OtlpSpan>
{
    public bool Accept(OtlpSpan span)
    {
        if (OwnUploads.IsOne(span))
        {
            entries.Count(Outcome.Filtered, "own_upload", 1);
            return true;
        }
        if ((span.IsRoot || span.Kind == SpanKind.Server)
            && InboundFilters.ReasonAgainstTransaction(arrival.Project.Filters, span.Name, span.Attributes[KnownAttribute.Route], span.UrlPath, span.Attributes[KnownAttribute.Release]) is { } noise)
        {
            entries.Count(Outcome.Filtered, noise, 1);
            return true;
        }
        if (!entries.Next()) return false;
        bag.Begin(arrival.Project.Id);
        var attributes = span.Attributes;
        FreeAttributes.AddTo(bag, attributes);
        var correlation = arrival.Correlate(span.TimeUnixNanoseconds, attributes);
        correlation.TraceId = span.TraceId;
        correlation.SpanId = span.SpanId;
        correlation.UrlPath = span.UrlPath;
        SpansRow.Write(entries.Current, entries.Key, correlation, new SpanRecord
        {
            ParentSpanId = span.ParentSpanId,
            Name = span.Name,
            Op = Op(span),
            Kind = KindOf(span.Kind),
            DurationNanoseconds = span.DurationNanoseconds,
            Status = span.Status switch { SpanStatus.Ok => "ok"u8, SpanStatus.Error => "error"u8, _ => default },
            StatusMessage = span.StatusMessage,
            IsRoot = span.IsRoot,
            Transaction = span.IsRoot ? span.Name : default,
            DbSystem = attributes[KnownAttribute.DbSystem],
            DbStatement = span.DbStatement,
            DbFingerprint = span.DbFingerprint,
            HttpMethod = attributes[KnownAttribute.HttpMethod],
            HttpStatus = span.HttpStatus,
            Events = span.Events,
            Links = span.Links,
            SampleRate = span.SampleRate,
        }, bag);
        return true;
    }

    // Sentry's words, so that spans of both protocols are asked for by one.
    private static ReadOnlySpan<byte> Op(OtlpSpan span) => span.Kind switch
    {
        _ when !span.Attributes[KnownAttribute.DbSystem].IsEmpty => "db"u8,
        SpanKind.Server when !span.Attributes[KnownAttribute.HttpMethod].IsEmpty => "http.server"u8,
        SpanKind.Client when !span.Attributes[KnownAttribute.HttpMethod].IsEmpty => "http.client"u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> KindOf(SpanKind kind) => kind switch
    {
        SpanKind.Internal => "internal"u8,
        SpanKind.Server => "server"u8,
        SpanKind.Client => "client"u8,
        SpanKind.Producer => "producer"u8,
        SpanKind.Consumer => "consumer"u8,
        _ => default,
    };
}
