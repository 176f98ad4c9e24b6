using Paddock.Protocols.Sentry.Grouping.Rules;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Protocols.Sentry;

/// <summary>What the door knows about an event, or another item of an envelope, that its JSON does not say.</summary>
public readonly record struct EventContext
{
    /// <summary>The id in the envelope's header: wins over the payload's.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Taken when neither header nor payload has an id; from the caller so that this library stays without randomness.</summary>
    public required Guid FallbackEventId { get; init; }

    /// <summary>By the server's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The client's clock when it sent; with <see cref="ReceivedAt"/> it shows the drift of that clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>From the auth header, for events that do not name their SDK.</summary>
    public string? Client { get; init; }

    /// <summary>The trace's, from the envelope's header: which share of its traces the client sends.</summary>
    public double? SampleRate { get; init; }

    /// <summary>What the project wants grouped differently; null: nothing.</summary>
    public GroupingRules? Rules { get; init; }

    /// <summary>Whether <see cref="ErrorEvent.Grouping"/> is asked for.</summary>
    public bool Explains { get; init; }

    /// <summary>By which address the client reaches us.</summary>
    public OwnAddress Own { get; init; }

    /// <summary>For the files that <see cref="ScriptFiles"/> finds in the event; null: nobody has looked for them.</summary>
    public SourceMapSet? Maps { get; init; }
}
