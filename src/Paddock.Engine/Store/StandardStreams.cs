using Microsoft.Win32.SafeHandles;
using Paddock.Engine.Native;

namespace Paddock.Engine.Store;

/// <summary>
/// Standard input and output, taken away before libchdb sees them: an INSERT reads the first (a phantom row),
/// a failed query writes its half-made result to the second.
/// </summary>
/// <param name="HasControlPipe">True when the input is a pipe whose other end somebody holds, and not a terminal, a file or nothing.</param>
internal sealed record StandardStreams(SafeFileHandle Input, SafeFileHandle Output, bool HasControlPipe)
{
    private const int FirstFreeDescriptor = 64;

    internal static StandardStreams Take()
    {
        var source = new FileInfo("/proc/self/fd/0").LinkTarget ?? "";
        var input = Posix.Fcntl(Posix.StandardInput, Posix.DuplicateCloseOnExec, FirstFreeDescriptor);
        var output = Posix.Fcntl(Posix.StandardOutput, Posix.DuplicateCloseOnExec, FirstFreeDescriptor);
        var nothing = Posix.Open("/dev/null", Posix.ReadWrite);
        _ = Posix.Duplicate(nothing, Posix.StandardInput);
        _ = Posix.Duplicate(nothing, Posix.StandardOutput);
        _ = Posix.Close(nothing);
        return new StandardStreams(
            new SafeFileHandle(input, ownsHandle: true),
            new SafeFileHandle(output, ownsHandle: true),
            source.StartsWith("pipe:", StringComparison.Ordinal) || source.StartsWith("socket:", StringComparison.Ordinal));
    }

    internal void Say(ReadOnlySpan<byte> line)
    {
        using var stream = new FileStream(Output, FileAccess.Write, bufferSize: 0);
        try
        {
            stream.Write(line);
        }
        catch (IOException)
        {
            // nobody listens any more
        }
    }
}
