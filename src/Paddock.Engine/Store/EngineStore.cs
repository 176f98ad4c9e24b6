using Paddock.Engine.Http;
using Paddock.Engine.Native;
using Paddock.Engine.Sandbox;

namespace Paddock.Engine.Store;

/// <summary>The open store: the connection that keeps the engine alive, and the threads that may call it.</summary>
internal sealed class EngineStore
{
    private const int MostThreads = Admission.Most + 12; // a KILL finds a thread also when every place is taken
    private readonly string _path;
    private readonly ChdbConnection _root;
    private readonly StoreLock _lock;
    private readonly TableDirectories _tables;

    internal NativeThreads Threads { get; }

    private EngineStore(string path, ChdbConnection root, StoreLock storeLock, NativeThreads threads)
    {
        _path = path;
        _root = root;
        _lock = storeLock;
        _tables = new TableDirectories(path, TimeProvider.System);
        Threads = threads;
    }

    /// <summary>Must be called on the main thread before any other is started: it also takes away from the process what the engine does not need.</summary>
    internal static async Task<OpenedStore> OpenAsync(EngineArguments arguments)
    {
        var directory = arguments.Directory;
        var path = Path.Combine(directory, "store");
        Directory.CreateDirectory(path);
        var library = LibChdbFile.Locate();
        if (!File.Exists(library))
            return OpenedStore.Refused(ExitCodes.LibraryMissing, $"{library} is missing: build src/Paddock.Engine, or set PADDOCK_LIBCHDB");
        if (StoreLock.TryTake(directory, out var holder) is not { } storeLock)
            return OpenedStore.Refused(ExitCodes.StoreLocked, $"the store {directory} is in use by process {holder}");

        LibChdbFile.Load(library);
        var version = LibChdb.VersionText();
        if (StoreVersion.Refusal(directory, version) is { } refusal)
            return OpenedStore.Refused(ExitCodes.StoreTooNew, refusal);

        if (!EngineSandbox.Enter(arguments))
            await Console.Error.WriteLineAsync("paddock engine: this kernel has no Landlock; only Paddock's own checks keep SQL from files and network");
        var threads = new NativeThreads(MostThreads);
        var config = EngineConfig.Write(directory, arguments.Memory);
        if (await threads.RunAsync(() => Connect(path, config)) is not { } root)
            return OpenedStore.Refused(ExitCodes.Failed, $"the store {directory} does not open; the engine's reason stands above");
        StoreVersion.Write(directory, version);
        return OpenedStore.Of(new EngineStore(path, root, storeLock, threads));
    }

    private static ChdbConnection? Connect(string path, string config)
    {
        var handlers = SignalHandlers.Save();
        LibChdb.SetSignalHandlersEnabled(0);
        var root = ChdbConnection.TryOpen([$"--path={path}", $"--config-file={config}"]);
        handlers.Restore();
        return root;
    }

    /// <summary>A fresh session, whose queries <see cref="Kill"/> finds by <paramref name="tag"/>; must be called on one of <see cref="Threads"/>.</summary>
    internal ChdbConnection Connect(string tag) =>
        ChdbConnection.TryOpen([$"--path={_path}", $"--log_comment={tag}", "--implicit_select=0"]) // libchdb takes `1 + 1` for a query, no server does
            ?? throw EngineError.Of(EngineError.UnknownException, "UNKNOWN_EXCEPTION", "The engine takes no more connections");

    /// <summary>Asks the queries of a session to stop; they fail with QUERY_WAS_CANCELLED when they notice.</summary>
    internal void Kill(string tag)
    {
        using var connection = Connect("kill");
        connection.Query(Statement.Of($"KILL QUERY WHERE Settings['log_comment'] = '{tag}' ASYNC")).Dispose();
    }

    /// <summary>Makes durable what a statement has changed; blocks for an fsync.</summary>
    internal void Sync() => _tables.Sync();

    /// <summary>Closes the engine: no connection may be in use. Leaving the process with an open one is a segmentation fault.</summary>
    internal Task CloseAsync() => Threads.RunAsync(() =>
    {
        _root.Dispose();
        _lock.Dispose();
    });
}
