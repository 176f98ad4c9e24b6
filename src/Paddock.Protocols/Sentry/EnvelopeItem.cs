namespace Paddock.Protocols.Sentry;

/// <summary>One item of an envelope; the payload is a slice of the envelope's own bytes.</summary>
public readonly record struct EnvelopeItem
{
    /// <summary>As the client wrote it, at most 64 characters; "" when the header could not be read.</summary>
    public required string Type { get; init; }

    public ItemKind Kind => ItemTypes.KindOf(Type);

    public ReadOnlyMemory<byte> Payload { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The payload is a list of records, as <see cref="ContainerReader"/> reads it.</summary>
    public bool IsContainer => Kind is ItemKind.Log or ItemKind.Metric || (Kind == ItemKind.Span && ContentType is SpanContainer);

    private const string SpanContainer = "application/vnd.sentry.items.span.v2+json";

    public string? FileName { get; init; }

    public string? AttachmentType { get; init; }

    /// <summary>How many records a container item (logs, metrics, spans) holds, by its header.</summary>
    public int? ItemCount { get; init; }

    /// <summary>Why this item cannot be read; its neighbours can.</summary>
    public EnvelopeProblem Problem { get; init; }
}

public enum EnvelopeProblem
{
    None,

    /// <summary>The line where an item's header should be is not one.</summary>
    InvalidItemHeader,

    /// <summary>The body ends before the item's stated length.</summary>
    TruncatedItem,
}
