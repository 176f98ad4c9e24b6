namespace Paddock.Pipeline;

/// <summary>How a record ended. The numbers are written in journals: never reused.</summary>
internal enum Outcome : byte
{
    /// <summary>Not an end: a record came through the door. Every other one but <see cref="ClientDropped"/> is one of these, ended.</summary>
    Received = 0,
    Stored = 1,
    Filtered = 2,
    Limited = 3,
    Invalid = 4,
    Duplicate = 5,

    /// <summary>Acknowledged, but the store would not take it: it lies in the dead-letter file.</summary>
    Evicted = 6,

    /// <summary>The client says it never sent it, so it was not received either.</summary>
    ClientDropped = 7,
}

internal static class OutcomeNames
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Received => "received",
        Outcome.Stored => "stored",
        Outcome.Filtered => "filtered",
        Outcome.Limited => "limited",
        Outcome.Invalid => "invalid",
        Outcome.Duplicate => "duplicate",
        Outcome.Evicted => "evicted",
        Outcome.ClientDropped => "client_dropped",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
