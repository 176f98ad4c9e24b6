using System.Globalization;

namespace Paddock.Benchmarks.Load;

/// <summary>What a process and all its descendants have used, read from /proc.</summary>
internal sealed record ProcessTree(double CpuSeconds, long AnonymousBytes, long ProportionalBytes)
{
    private const double TicksPerSecond = 100;

    public static ProcessTree Read(int root)
    {
        var all = new List<int> { root };
        for (var next = 0; next < all.Count; next++) all.AddRange(Children(all[next]));
        return all.Select(ReadOne).Aggregate(static (a, b) => new ProcessTree(a.CpuSeconds + b.CpuSeconds, a.AnonymousBytes + b.AnonymousBytes, a.ProportionalBytes + b.ProportionalBytes));
    }

    private static IEnumerable<int> Children(int process) =>
        from task in Directory.EnumerateDirectories($"/proc/{process}/task")
        from child in ReadOrEmpty($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select int.Parse(child, CultureInfo.InvariantCulture);

    private static ProcessTree ReadOne(int process)
    {
        var stat = ReadOrEmpty($"/proc/{process}/stat");
        if (stat is "") return new ProcessTree(0, 0, 0);
        // The fields behind the name, which may hold spaces: utime and stime are the 12th and 13th of them.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var cpu = (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        var memory = ReadOrEmpty($"/proc/{process}/smaps_rollup").Split('\n');
        return new ProcessTree(cpu, Kilobytes(memory, "Anonymous:"), Kilobytes(memory, "Pss:"));
    }

    private static long Kilobytes(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024
            : 0;

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return ""; // the process has ended
        }
    }
}
