using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Otlp;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Records;

/// <summary>Where a parser's records become the rows of one request.</summary>
internal sealed class RecordRows(RecordEntries entries, RecordArrival arrival, AttributeBag bag, SamplesWriter writer)
{
    /// <summary>When the request came, and which times are kept.</summary>
    public OtlpContext Context { get; } = arrival.Context;

    public LogRows Logs { get; } = new(entries, arrival, bag);

    public SpanRows Spans { get; } = new(entries, arrival, bag);

    public SampleRows Samples { get; } = new(entries, arrival, writer);
}
