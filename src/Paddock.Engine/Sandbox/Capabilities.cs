using System.Runtime.InteropServices;

namespace Paddock.Engine.Sandbox;

/// <summary>Root's privileges to look into other processes, given up: with them /proc shows Paddock's environment even through Landlock.</summary>
internal static unsafe partial class Capabilities
{
    private const uint Version3 = 0x20080522;
    private const int SystemPtrace = 19;
    private const int SystemAdministration = 21;
    private const int PerformanceMonitoring = 38;
    private const int WordsPerSet = 3; // effective, permitted, inheritable

    /// <summary>For this thread and those it starts.</summary>
    internal static void DropInspection()
    {
        var header = stackalloc uint[] { Version3, 0 };
        var sets = stackalloc uint[2 * WordsPerSet];
        if (Get(header, sets) != 0)
            return;
        Clear(sets, SystemPtrace);
        Clear(sets, SystemAdministration);
        Clear(sets, PerformanceMonitoring);
        _ = Set(header, sets);
    }

    private static void Clear(uint* sets, int capability)
    {
        for (var set = 0; set < WordsPerSet; set++)
            sets[(capability / 32 * WordsPerSet) + set] &= ~(1u << (capability % 32));
    }

    [LibraryImport("libc", EntryPoint = "capget", SetLastError = true)]
    private static partial int Get(uint* header, uint* sets);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int Set(uint* header, uint* sets);
}
