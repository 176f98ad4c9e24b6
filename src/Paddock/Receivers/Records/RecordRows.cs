using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Otlp;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Records;

/// <summary>Where a parser's records become the rows of one request.</summary>
internal sealed class RecordRows(RecordEntries entries, RecordArrival arrival, AttributeBag bag, SamplesWriter writer)
{
    public RecordArrival Arrival => arrival;

    /// <summary>For what is kept with the records of the request, or not at all.</summary>
    public EntryWriter Entry => entries.Current;

    /// <summary>When the request came, and which times are kept.</summary>
    public OtlpContext Context { get; } = arrival.Context;

    public LogRows Logs { get; } = new(entries, arrival, bag);

    public SpanRows Spans { get; } = new(entries, arrival, bag);

    public SampleRows Samples { get; } = new(entries, arrival, writer);
}
