using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

public enum SessionStatus
{
    /// <summary>It goes on.</summary>
    Ok,

    /// <summary>It ended well.</summary>
    Exited,

    /// <summary>It had errors that were handled, and went on or ended.</summary>
    Errored,

    /// <summary>An error that nobody handled, after which it went on.</summary>
    Unhandled,

    /// <summary>It ended in a way nobody saw: the power went, the system killed it.</summary>
    Abnormal,

    Crashed,
}

/// <summary>Sessions of a release: one that a client follows, or as many of one status as a server has counted in a minute.</summary>
public sealed record ReleaseSession
{
    /// <summary>Of an envelope: more are invalid.</summary>
    public const int MostAggregates = SentryLimits.SessionsPerEnvelope;

    /// <summary>Null for counted sessions. The same session comes again with every change of its status.</summary>
    public Guid? Id { get; init; }

    /// <summary>Which user or device, in the client's words; null for counted sessions of nobody in particular. Personal: to be hashed before it is kept.</summary>
    public string? User { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>How many sessions.</summary>
    public ulong Quantity { get; init; } = 1;

    /// <summary>Errors seen in it.</summary>
    public uint Errors { get; init; }

    /// <summary>The first that is heard of it.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Rises with every update; 0 when the client does not count.</summary>
    public ulong Sequence { get; init; }

    /// <summary>Corrected by the client clock's drift; unix nanoseconds.</summary>
    public required long StartedUnixNanoseconds { get; init; }

    /// <summary>As the client's clock said.</summary>
    public required long OriginalStartedUnixNanoseconds { get; init; }

    /// <summary>Of this status, corrected.</summary>
    public required long TimeUnixNanoseconds { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>Never empty: a session without a release is of no use.</summary>
    public required string Release { get; init; }

    public string? Environment { get; init; }

    /// <summary>Reads the payload of a session item: one session. False when it is not JSON, or lacks its id, its start or its release.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, in EventContext context, out ReleaseSession? session)
    {
        var draft = new SessionDraft();
        session = json.Length <= SentryLimits.EventBytes && ItemJson.TryRead(json, context, draft, SessionReader.ReadOne) ? draft.ToSession(context) : null;
        return session is not null;
    }

    /// <summary>Reads the payload of a sessions item: for each minute one record a status. False when it is not JSON or lacks its release.</summary>
    /// <param name="invalid">How many minutes could not be used.</param>
    public static bool TryParseAggregates(ReadOnlySpan<byte> json, in EventContext context, out IReadOnlyList<ReleaseSession> sessions, out int invalid)
    {
        var draft = new AggregatesDraft(context);
        var isGood = json.Length <= SentryLimits.EventBytes && ItemJson.TryRead(json, context, draft, SessionReader.ReadAggregates);
        sessions = isGood ? draft.Sessions : [];
        invalid = draft.Invalid;
        return isGood;
    }
}
