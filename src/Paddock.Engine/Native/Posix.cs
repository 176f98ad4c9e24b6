using System.Runtime.InteropServices;

namespace Paddock.Engine.Native;

/// <summary>What the engine's process needs of the operating system beyond .NET (Linux).</summary>
internal static unsafe partial class Posix
{
    private const string Libc = "libc";

    internal const int StandardInput = 0;
    internal const int StandardOutput = 1;
    internal const int SigKill = 9;
    internal const int SetParentDeathSignal = 1;
    internal const int DuplicateCloseOnExec = 1030;
    internal const int ReadOnly = 0;
    internal const int ReadWrite = 2;
    internal const int Directory = 0x10000;

    [LibraryImport(Libc, EntryPoint = "sigaction", SetLastError = true)]
    internal static partial int SigAction(int signal, byte* action, byte* previous);

    [LibraryImport(Libc, EntryPoint = "sigaltstack", SetLastError = true)]
    internal static partial int SigAltStack(byte* stack, byte* previous);

    [LibraryImport(Libc, EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport(Libc, EntryPoint = "getppid")]
    internal static partial int ParentProcessId();

    [LibraryImport(Libc, EntryPoint = "kill")]
    internal static partial int Kill(int processId, int signal);

    [LibraryImport(Libc, EntryPoint = "umask")]
    internal static partial uint Umask(uint mask);

    [LibraryImport(Libc, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport(Libc, EntryPoint = "fsync", SetLastError = true)]
    internal static partial int Sync(int descriptor);

    [LibraryImport(Libc, EntryPoint = "dup2", SetLastError = true)]
    internal static partial int Duplicate(int from, int to);

    [LibraryImport(Libc, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport(Libc, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    /// <summary>Leaves at once, without exit handlers: libchdb's own crash while .NET's threads live.</summary>
    [LibraryImport(Libc, EntryPoint = "_exit")]
    internal static partial void Exit(int code);
}
