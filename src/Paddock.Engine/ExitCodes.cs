namespace Paddock.Engine;

/// <summary>What the engine's exit code tells its supervisor.</summary>
public static class ExitCodes
{
    public const int Stopped = 0;
    public const int Failed = 1;

    /// <summary>A guest's statement would not end; only a new process can.</summary>
    public const int Runaway = 3;
    public const int Usage = 64;
    public const int LibraryMissing = 69;
    public const int StoreLocked = 75;
    public const int StoreTooNew = 78;
}
