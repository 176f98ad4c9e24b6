using System.Diagnostics;

namespace Paddock.Benchmarks.Load;

internal static class Repeated
{
    /// <summary>Milliseconds, of seven times after one that does not count.</summary>
    public static async Task<double> MedianAsync(Func<Task> ask)
    {
        await ask();
        var took = new List<double>();
        for (var round = 0; round < 7; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return took.Order().ElementAt(took.Count / 2);
    }
}
