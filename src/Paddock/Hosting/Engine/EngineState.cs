namespace Paddock.Hosting.Engine;

/// <summary>How the embedded engine is, and in words why it is not ready.</summary>
internal sealed record EngineState(EngineStatus Status, string Reason = "", int ProcessId = 0, int Starts = 0);

internal enum EngineStatus
{
    /// <summary>The process runs and opens the store.</summary>
    Starting,

    /// <summary>It answers.</summary>
    Ready,

    /// <summary>It has ended and will be started again.</summary>
    Down,

    /// <summary>It will not run until a person has done something: the store is of a newer version, or the library is missing.</summary>
    Refused,

    /// <summary>It was asked to stop.</summary>
    Stopped,
}
