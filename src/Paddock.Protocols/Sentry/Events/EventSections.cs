using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>What was read of an event before it is put together: where its parts were written, and what the envelope may overrule.</summary>
internal struct EventSections
{
    public Guid? EventId;
    public long? Timestamp;

    /// <summary>What the client says of its transaction's name.</summary>
    public bool IsTransactionRoute;
    public Slice Exceptions;
    public Slice Threads;
    public Slice OwnStack;
    public Slice Breadcrumbs;
    public Slice Request;
    public Slice User;
    public Slice Contexts;
    public Slice Extra;
}
