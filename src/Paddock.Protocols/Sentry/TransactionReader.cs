using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>
/// Reads a transaction: its root span at once, then the spans in it one at a time, each with what the root knows of person, release and machine:
/// <c>if (TransactionReader.TryOpen(json, context, root, out var reader)) while (reader.TryRead(span, out var isGood)) …</c>
/// </summary>
public ref struct TransactionReader
{
    private readonly EventContext _context;
    private readonly SentrySpan _root;
    private ContainerReader _spans;

    private TransactionReader(in EventContext context, SentrySpan root, ReadOnlySpan<byte> spans)
    {
        _context = context;
        _root = root;
        _spans = spans.IsEmpty ? default : ContainerReader.OfArray(spans);
    }

    /// <summary>The envelope's or the payload's own, else the fallback.</summary>
    public readonly Guid EventId => _context.EventId ?? _root.Draft.EventId ?? _context.FallbackEventId;

    /// <summary>False when it is not JSON, or its trace context lacks its ids, or it has no start.</summary>
    /// <param name="json">The payload as sent, at most <see cref="SentryLimits.EventBytes"/>.</param>
    /// <param name="root">Is overwritten, and must be left alone while the spans are read.</param>
    public static bool TryOpen(ReadOnlySpan<byte> json, in EventContext context, SentrySpan root, out TransactionReader reader)
    {
        reader = default;
        if (json.Length > SentryLimits.EventBytes)
            return false;
        var readable = json;
        if (!ItemJson.TryRead(ref readable, context, root, TransactionFields.ReadRoot) || !SpanAssembly.TryComplete(root, context))
            return false;
        reader = new TransactionReader(context, root, readable[root.Draft.Children]);
        return true;
    }

    /// <summary>False at the end.</summary>
    /// <param name="span">Is overwritten.</param>
    /// <param name="isGood">False for a span that lacks its ids or its start; its neighbours can be read.</param>
    public bool TryRead(SentrySpan span, out bool isGood)
    {
        isGood = false;
        if (!_spans.TryRead(out var json))
            return false;
        isGood = ItemJson.TryRead(ref json, _context, span, SpanReader.ReadSpan, keepsEchoes: true) && SpanAssembly.TryCompleteChild(span, _root, _context);
        return true;
    }
}
