using Paddock.Engine.Native;

namespace Paddock.Engine.Store;

/// <summary>The open store: the connection that keeps the engine alive, and the threads that may call it.</summary>
internal sealed class EngineStore : IDisposable
{
    private const int MostThreads = 40;
    private readonly string _path;
    private readonly ChdbConnection _root;

    internal NativeThreads Threads { get; }

    private EngineStore(string path, ChdbConnection root, NativeThreads threads)
    {
        _path = path;
        _root = root;
        Threads = threads;
    }

    internal static (EngineStore? Store, int ExitCode, string Message) Open(EngineArguments arguments)
    {
        var path = Path.Combine(arguments.Data, "engine", "store");
        Directory.CreateDirectory(path);
        var library = LibChdbFile.Locate();
        if (!File.Exists(library))
            return (null, ExitCodes.LibraryMissing, $"paddock engine: {library} is missing; build src/Paddock.Engine or set PADDOCK_LIBCHDB");
        LibChdbFile.Load(library);

        var nullDevice = Posix.Open("/dev/null", Posix.OpenReadWrite);
        _ = Posix.Duplicate(nullDevice, 0);
        _ = Posix.Duplicate(nullDevice, 1);

        var config = EngineConfig.Write(arguments);
        var handlers = SignalHandlers.Save();
        LibChdb.SetSignalHandlersEnabled(0);
        var root = ChdbConnection.TryOpen([$"--path={path}", $"--config-file={config}"]);
        handlers.Restore();
        return root is null
            ? (null, ExitCodes.Failed, $"paddock engine: the store {path} does not open; the reason stands above")
            : (new EngineStore(path, root, new NativeThreads(MostThreads)), 0, "");
    }

    /// <summary>A fresh session; must be called on one of <see cref="Threads"/>.</summary>
    internal ChdbConnection Connect(string queryId) =>
        ChdbConnection.TryOpen([$"--path={_path}", $"--log_comment={queryId}"])
            ?? throw EngineError.Of(EngineError.UnknownException, "UNKNOWN_EXCEPTION", "The engine takes no more connections");

    public void Dispose() => _root.Dispose();
}
