namespace Paddock.Signals.Monitoring.Checks;

/// <summary>The words by which states are stored and shown.</summary>
internal static class MonitorStatus
{
    /// <summary>Nothing has been seen of it yet.</summary>
    public const string New = "new";

    public const string Up = "up";
    public const string Down = "down";

    /// <summary>Nobody looked: Paddock was stopped or late, or may not go there.</summary>
    public const string Unknown = "unknown";

    public const string Paused = "paused";
}

internal static class MonitorKind
{
    public const string Http = "http";
    public const string Tcp = "tcp";
    public const string Heartbeat = "heartbeat";
}
