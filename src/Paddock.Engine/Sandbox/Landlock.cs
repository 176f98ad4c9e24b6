using System.Runtime.InteropServices;
using Paddock.Engine.Native;

namespace Paddock.Engine.Sandbox;

/// <summary>Linux's Landlock: a thread gives up, for itself and every thread it starts, all files and TCP ports but those named by rules. It needs no privilege.</summary>
internal sealed unsafe partial class Landlock : IDisposable
{
    private const int CreateRulesetCall = 444;
    private const int AddRuleCall = 445;
    private const int RestrictSelfCall = 446;
    private const int AskForVersion = 1;
    private const int PathRule = 1;
    private const int PortRule = 2;
    private const ulong BindTcp = 1;
    private const ulong ConnectTcp = 2;
    private const int NoNewPrivileges = 38;
    private const int OpenPathOnly = 0x200000;

    private readonly int _ruleset;
    private readonly FileAccessRights _handled;
    private readonly bool _handlesTcp;

    private Landlock(int ruleset, FileAccessRights handled, bool handlesTcp)
    {
        _ruleset = ruleset;
        _handled = handled;
        _handlesTcp = handlesTcp;
    }

    /// <summary>Null where the kernel has none, or the first one (5.13), under which no file could be moved to another directory.</summary>
    internal static Landlock? TryCreate()
    {
        var version = (int)SystemCall(CreateRulesetCall, 0, 0, AskForVersion, 0);
        if (version < 2)
            return null;
        var handled = FileAccessRights.Version2
            | (version >= 3 ? FileAccessRights.Truncate : 0)
            | (version >= 5 ? FileAccessRights.ControlDevice : 0);
        var attributes = stackalloc ulong[2];
        attributes[0] = (ulong)handled;
        attributes[1] = version >= 4 ? BindTcp | ConnectTcp : 0;
        var ruleset = (int)SystemCall(CreateRulesetCall, (nint)attributes, version >= 4 ? 16 : 8, 0, 0);
        return ruleset < 0 ? null : new Landlock(ruleset, handled, version >= 4);
    }

    /// <summary>Allows a file, or everything below a directory. What does not exist is passed over.</summary>
    internal void Allow(string path, FileAccessRights rights)
    {
        var descriptor = Posix.Open(path, OpenPathOnly);
        if (descriptor < 0)
            return;
        var rule = default(PathBeneath);
        rule.Allowed = (ulong)(rights & _handled & (Directory.Exists(path) ? FileAccessRights.All : FileAccessRights.OfFiles));
        rule.Parent = descriptor;
        _ = SystemCall(AddRuleCall, _ruleset, PathRule, (nint)(&rule), 0);
        _ = Posix.Close(descriptor);
    }

    internal void AllowListening(int port)
    {
        if (!_handlesTcp)
            return;
        var rule = stackalloc ulong[] { BindTcp, (ulong)port };
        _ = SystemCall(AddRuleCall, _ruleset, PortRule, (nint)rule, 0);
    }

    /// <summary>From here on, for this thread and those it starts. False when the kernel refused.</summary>
    internal bool Enforce() =>
        Posix.ProcessControl(NoNewPrivileges, 1, 0, 0, 0) == 0 && SystemCall(RestrictSelfCall, _ruleset, 0, 0, 0) == 0;

    public void Dispose() => _ = Posix.Close(_ruleset);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct PathBeneath
    {
        internal ulong Allowed;
        internal int Parent;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth);
}
