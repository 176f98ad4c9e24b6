namespace Paddock.Protocols.Sentry;

/// <summary>What an envelope item is to us.</summary>
public enum ItemKind
{
    /// <summary>An error or a message: read by <see cref="EventParser"/>.</summary>
    Event,

    /// <summary>What the client lost on its own side: read by <see cref="ClientReport"/>.</summary>
    ClientReport,

    /// <summary>A type of the protocol that has no room here yet; <see cref="EnvelopeItem.Type"/> says which.</summary>
    Known,

    /// <summary>A type that we never heard of: ignored, as the protocol asks.</summary>
    Unknown,
}
