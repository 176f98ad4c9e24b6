using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Paddock.Engine.Faults;
using Paddock.Engine.Native;
using Paddock.Engine.Store;

namespace Paddock.Engine;

/// <summary>`paddock engine`: libchdb behind ClickHouse's HTTP interface, in a process of its own.</summary>
public static class EngineHost
{
    private const uint OwnerOnly = 0b000_111_111;

    /// <summary>When the machine runs out of memory, the kernel takes the engine and not the receivers beside it.</summary>
    private const string FirstToGo = "500";

    /// <summary>Stopping takes at most this long: what was acknowledged is on the disk, so the rest may be cut off.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(9);

    /// <summary>
    /// Runs until SIGTERM or SIGHUP, the end of the control pipe or <paramref name="cancellationToken"/>; gives one of <see cref="ExitCodes"/>.
    /// It writes "ready" to standard output when it serves. It takes the whole process for itself (signals, streams, umask).
    /// </summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (EngineArguments.Parse(args, out var message) is not { } arguments)
            return await RefuseAsync(ExitCodes.Usage, message);
        if (arguments.Parent != 0 && !ParentWatch.TieTo(arguments.Parent))
            return await RefuseAsync(ExitCodes.Failed, "the parent process has gone");

        _ = Posix.Umask(OwnerOnly);
        File.WriteAllText("/proc/self/oom_score_adj", FirstToGo);
        var streams = StandardStreams.Take(); // up to here nothing may be awaited: the sandbox covers only threads that this one starts later
        var opened = await OpenAsync(arguments);
        if (opened.Store is not { } store)
            return await RefuseAsync(opened.ExitCode, opened.Message);

        await using var server = EngineServer.Build(arguments, store, InjectedFaults.FromEnvironment());
        // A closed terminal tells all its processes; Paddock, where it holds the control pipe, first gives the engine what it has.
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            if (!streams.HasControlPipe)
                server.Lifetime.StopApplication();
        });
        await server.StartAsync(cancellationToken);
        if (streams.HasControlPipe)
            ParentWatch.OnPipeClosed(streams.Input, server.Lifetime.StopApplication);
        streams.Say("ready\n"u8);
        using var deadline = EndWithin(LongestStop, server.Lifetime.ApplicationStopping);
        await server.WaitForShutdownAsync(cancellationToken);
        await store.CloseAsync();
        if (GarbageStorm.Collections is > 0 and var collections)
            await Console.Error.WriteLineAsync($"paddock engine: {collections} collections");
        Posix.Exit(ExitCodes.Stopped);
        return ExitCodes.Stopped;
    }

    private static async Task<OpenedStore> OpenAsync(EngineArguments arguments)
    {
        try
        {
            return await EngineStore.OpenAsync(arguments);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return OpenedStore.Refused(ExitCodes.Failed, exception.Message);
        }
    }

    private static CancellationTokenRegistration EndWithin(TimeSpan longest, CancellationToken stopping) => stopping.Register(() =>
        _ = new Timer(_ => Posix.Exit(ExitCodes.Stopped), null, longest, Timeout.InfiniteTimeSpan));

    private static async Task<int> RefuseAsync(int exitCode, string message)
    {
        await Console.Error.WriteLineAsync($"paddock engine: {message}");
        return exitCode;
    }
}
