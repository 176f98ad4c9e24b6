using Microsoft.Win32.SafeHandles;
using Paddock.Engine.Native;

namespace Paddock.Engine;

/// <summary>
/// Ends the engine with its parent, twice over: the kernel kills it when the parent's starting thread is gone, however that came to be;
/// and when the control pipe (standard input) closes, it stops in good order.
/// </summary>
internal static class ParentWatch
{
    /// <summary>False when the parent has died already.</summary>
    internal static bool TieTo(int parent) =>
        Posix.ProcessControl(Posix.SetParentDeathSignal, Posix.SigKill, 0, 0, 0) == 0 && Posix.ParentProcessId() == parent;

    /// <summary>Runs <paramref name="closed"/> once the other end of the pipe is gone.</summary>
    internal static void OnPipeClosed(SafeFileHandle pipe, Action closed) => new Thread(() =>
    {
        using var stream = new FileStream(pipe, FileAccess.Read, bufferSize: 0);
        Span<byte> ignored = stackalloc byte[16];
        while (stream.Read(ignored) > 0)
        {
        }

        closed();
    })
    { IsBackground = true, Name = "control pipe" }.Start();
}
