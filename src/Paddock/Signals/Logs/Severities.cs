using System.Text;

namespace Paddock.Signals.Logs;

/// <summary>One set of words for the level of a line, whatever its logger calls it.</summary>
internal static class Severities
{
    private static readonly byte[][] Levels = [.. new[] { "", "trace", "debug", "info", "warning", "error", "fatal" }.Select(Encoding.UTF8.GetBytes)];

    private static readonly (string Word, byte Number)[] Words =
    [
        ("trace", 1), ("verbose", 1), ("finest", 1), ("debug", 5), ("fine", 5), ("info", 9), ("information", 9), ("informational", 9), ("notice", 10), ("log", 9), ("warn", 13), ("warning", 13),
        ("error", 17), ("err", 17), ("severe", 17), ("critical", 21), ("crit", 21), ("fatal", 21), ("alert", 22), ("emergency", 24), ("emerg", 24), ("panic", 24),
    ];

    /// <summary>The level of OpenTelemetry's number, or, where there is none, of the word; a word that nobody knows stays as it is.</summary>
    public static ReadOnlySpan<byte> Level(byte number, ReadOnlySpan<byte> word)
    {
        var known = number == 0 ? NumberOf(word) : number;
        return known == 0 ? word : Levels[Math.Min(known - 1, 23) / 4 + 1];
    }

    /// <returns>0: nobody knows it.</returns>
    public static byte NumberOf(ReadOnlySpan<byte> word)
    {
        foreach (var (known, number) in Words)
            if (Ascii.EqualsIgnoreCase(word, known)) return number;
        return 0;
    }
}
