namespace Paddock.Protocols.Sentry.Items;

/// <summary>The sessions of one item, as they are found.</summary>
internal sealed class AggregatesDraft(EventContext context)
{
    public EventContext Context { get; } = context;

    public List<ReleaseSession> Sessions { get; } = [];

    public int Invalid { get; set; }
}
