using System.Globalization;

namespace Paddock.Benchmarks.Load;

/// <summary>What a process and all its descendants have used, read from /proc.</summary>
/// <param name="ChildCpuSeconds">What the descendants have of it: the engine.</param>
internal sealed record ProcessTree(double CpuSeconds, double ChildCpuSeconds, long AnonymousBytes)
{
    private const double TicksPerSecond = 100;

    public static ProcessTree Read(int root)
    {
        var all = All(root).Select(static process => (Cpu: CpuSecondsOf(process), Memory: Kilobytes($"/proc/{process}/status", "RssAnon:"))).ToArray();
        return new ProcessTree(all.Sum(static one => one.Cpu), all.Skip(1).Sum(static one => one.Cpu), all.Sum(static one => one.Memory));
    }

    /// <summary>Memory with shared pages divided among those who share them. Reading it walks every page: not for a loop.</summary>
    public static long ProportionalBytes(int root) => All(root).Sum(static process => Kilobytes($"/proc/{process}/smaps_rollup", "Pss:"));

    private static List<int> All(int root)
    {
        var all = new List<int> { root };
        for (var next = 0; next < all.Count; next++) all.AddRange(Children(all[next]));
        return all;
    }

    private static IEnumerable<int> Children(int process) =>
        from task in Directory.EnumerateDirectories($"/proc/{process}/task")
        from child in ReadOrEmpty($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select int.Parse(child, CultureInfo.InvariantCulture);

    private static double CpuSecondsOf(int process)
    {
        var stat = ReadOrEmpty($"/proc/{process}/stat");
        if (stat is "") return 0;
        // The fields behind the name, which may hold spaces: utime and stime are the 12th and 13th of them.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static long Kilobytes(string file, string name) =>
        ReadOrEmpty(file).Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
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
