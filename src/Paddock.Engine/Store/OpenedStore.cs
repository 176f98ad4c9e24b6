namespace Paddock.Engine.Store;

/// <summary>A store, or the exit code and the reason why there is none.</summary>
internal readonly record struct OpenedStore(EngineStore? Store, int ExitCode, string Message)
{
    internal static OpenedStore Of(EngineStore store) => new(store, ExitCodes.Stopped, "");

    internal static OpenedStore Refused(int exitCode, string message) => new(null, exitCode, message);
}
