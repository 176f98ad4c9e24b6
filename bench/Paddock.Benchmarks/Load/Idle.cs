namespace Paddock.Benchmarks.Load;

/// <summary>What the program costs while nobody uses it, and how long it takes to start, with a million events stored.</summary>
internal static class Idle
{
    public static async Task RunAsync(string data)
    {
        var (server, toReady) = await Server.StartAsync(Directory.Exists(data) ? data : null);
        await using var _ = server;
        await Task.Delay(TimeSpan.FromSeconds(20));
        var before = server.Usage();
        await Task.Delay(TimeSpan.FromSeconds(60));
        var after = server.Usage();
        Console.WriteLine($"ready      {toReady.TotalSeconds,10:n2} s after the start");
        Console.WriteLine($"anonymous  {after.AnonymousBytes / 1e6,10:n0} MB, whole tree");
        Console.WriteLine($"PSS        {after.ProportionalBytes / 1e6,10:n0} MB, whole tree");
        Console.WriteLine($"CPU        {(after.CpuSeconds - before.CpuSeconds) / 60 * 100,10:n2} % of a core over a minute");
    }
}
