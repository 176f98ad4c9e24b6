using System.Globalization;

namespace Paddock.Hosting;

/// <summary>How many connections may be open at once: each is a file to the kernel, and without some for itself the program can neither keep nor read anything.</summary>
internal static class ConnectionLimit
{
    private const string Limits = "/proc/self/limits";

    // Libraries have some 350 open; then the databases, the journal, blobs, and connections to the engine.
    private const int OwnFiles = 640;

    /// <summary>Null where the kernel does not say how many files there may be: then as many as come.</summary>
    public static long? Read() =>
        File.Exists(Limits)
        && File.ReadLines(Limits).FirstOrDefault(static line => line.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
        && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], NumberStyles.None, CultureInfo.InvariantCulture, out var files)
            ? Of(files)
            : null;

    /// <param name="files">That the process may have open.</param>
    public static long Of(long files) => Math.Max(files - OwnFiles, files / 4);
}
