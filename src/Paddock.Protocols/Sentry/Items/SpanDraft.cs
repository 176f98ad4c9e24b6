namespace Paddock.Protocols.Sentry.Items;

/// <summary>What was read of a span before all of it is known.</summary>
internal struct SpanDraft
{
    public Guid? EventId;
    public long? Start;
    public long? End;
    public double? SampleRate;

    /// <summary>Where the transaction's name comes from: route, url, custom…</summary>
    public ReadOnlyMemory<byte> NameSource;

    /// <summary>The bytes of the JSON list of child spans, from its bracket to its bracket.</summary>
    public Range Children;
}
