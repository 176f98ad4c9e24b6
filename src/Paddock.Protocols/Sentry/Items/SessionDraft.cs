namespace Paddock.Protocols.Sentry.Items;

/// <summary>What was read of one session before it is known to be one.</summary>
internal sealed class SessionDraft
{
    public Guid? Id;
    public string? User;
    public SessionStatus Status;
    public uint Errors;
    public bool IsFirst;
    public ulong Sequence;
    public long? Started;
    public long? Time;
    public TimeSpan? Duration;
    public string? Release;
    public string? Environment;

    public ReleaseSession? ToSession(in EventContext context)
    {
        if (Id is not { } id || Started is not { } started || Release is not { } release)
            return null;
        return new ReleaseSession
        {
            Id = id,
            User = User,
            // A client tells a session as ok or exited however many errors it has had.
            Status = Errors > 0 && Status <= SessionStatus.Exited ? SessionStatus.Errored : Status,
            Errors = Errors,
            IsFirst = IsFirst,
            Sequence = Sequence,
            StartedUnixNanoseconds = ItemTimes.Of(started, context).Corrected,
            OriginalStartedUnixNanoseconds = started,
            TimeUnixNanoseconds = ItemTimes.Of(Time ?? started, context).Corrected,
            Duration = Duration,
            Release = release,
            Environment = Environment,
        };
    }
}
