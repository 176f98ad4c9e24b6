using System.Runtime.InteropServices;
using Paddock.Engine.Faults;

namespace Paddock.Engine.Sandbox;

/// <summary>
/// What the engine may touch: its own store, and what .NET and ClickHouse read of the system. ClickHouse's SQL can read files, open connections and start programs;
/// Paddock never lets such SQL through, and should it fail once, the kernel still says no: to the accounts beside the store, to the network, to every program.
/// </summary>
internal static class EngineSandbox
{
    private static readonly string[] Readable =
    [
        AppContext.BaseDirectory, // .NET loads assemblies when they are first needed
        "/proc", // Landlock itself keeps other processes' environment and memory shut
        "/sys/devices/system", "/sys/fs/cgroup",
        "/etc/localtime", "/etc/timezone", "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/host.conf", "/usr/share/zoneinfo",
    ];

    /// <summary>Must run on the main thread, after libchdb is loaded and before any other thread is started. False when the kernel has no Landlock.</summary>
    internal static bool Enter(EngineArguments arguments)
    {
        Capabilities.DropInspection();
        using var landlock = Landlock.TryCreate();
        if (landlock is null)
            return false;

        foreach (var path in Readable)
            landlock.Allow(path, FileAccessRights.Read);
        landlock.Allow(RuntimeRoot(), FileAccessRights.Read);
        landlock.Allow("/dev/null", FileAccessRights.ReadAndWrite);
        landlock.Allow("/dev/urandom", FileAccessRights.Read);
        landlock.Allow(arguments.Directory, FileAccessRights.ReadAndWrite);
        if (arguments.Socket is { } socket)
            landlock.Allow(Path.GetDirectoryName(socket)!, FileAccessRights.MakeSocket | FileAccessRights.RemoveFile);
        if (arguments.Port is { } port)
            landlock.AllowListening(port);
        if (InjectedFaults.FileDirectory() is { } faults)
            landlock.Allow(faults, FileAccessRights.Read | FileAccessRights.RemoveFile);
        return landlock.Enforce();
    }

    /// <summary>Where the shared frameworks lie side by side; of a program that brings its own .NET, the program's directory.</summary>
    private static string RuntimeRoot()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var shared = Path.GetFullPath(Path.Combine(runtime, "../.."));
        return Path.GetFileName(shared) == "shared" ? shared : runtime;
    }
}
