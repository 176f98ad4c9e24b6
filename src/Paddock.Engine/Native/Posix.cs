using System.Runtime.InteropServices;

namespace Paddock.Engine.Native;

internal static unsafe partial class Posix
{
    private const string Libc = "libc";

    internal const int SigKill = 9;
    internal const int PrSetParentDeathSignal = 1;
    internal const int FcntlDuplicateCloseOnExec = 1030;
    internal const int OpenReadWrite = 2;

    [LibraryImport(Libc, EntryPoint = "sigaction", SetLastError = true)]
    internal static partial int SigAction(int signal, byte* action, byte* previous);

    [LibraryImport(Libc, EntryPoint = "sigaltstack", SetLastError = true)]
    internal static partial int SigAltStack(byte* stack, byte* previous);

    [LibraryImport(Libc, EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nuint argument);

    [LibraryImport(Libc, EntryPoint = "getppid")]
    internal static partial int ParentProcessId();

    [LibraryImport(Libc, EntryPoint = "kill")]
    internal static partial int Kill(int processId, int signal);

    [LibraryImport(Libc, EntryPoint = "umask")]
    internal static partial uint Umask(uint mask);

    [LibraryImport(Libc, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport(Libc, EntryPoint = "dup2", SetLastError = true)]
    internal static partial int Duplicate(int from, int to);

    [LibraryImport(Libc, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport(Libc, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    /// <summary>Leaves at once, without destructors and exit handlers: libchdb's crash when .NET's threads still live.</summary>
    [LibraryImport(Libc, EntryPoint = "_exit")]
    internal static partial void Exit(int code);
}
