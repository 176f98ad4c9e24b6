using System.Text.Json;

namespace Paddock.Benchmarks;

/// <summary>
/// Bytes allocated by the hot paths, held against bench/budgets.json: allocation is the same on every machine and under every load, time is not.
/// A budget is some 10 % above what was measured when it was set.
/// </summary>
internal static class Budgets
{
    private const int Repetitions = 200;
    private const int Rounds = 5;

    public static int Check(string file)
    {
        var budgets = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(file))!;
        var parsing = new Parsing();
        var otlp = new OtlpReading();
        var measured = new Dictionary<string, long>
        {
            ["parse, scrub and group one Django event of 33 kB"] = Measure(() => parsing.Event()),
            ["read 1,000 log records of OTLP and write their rows"] = Measure(() => otlp.ProtobufToRows()),
        };
        var exceeded = 0;
        foreach (var (name, bytes) in measured)
        {
            var holds = bytes <= budgets[name];
            if (!holds) exceeded++;
            Console.WriteLine($"{(holds ? "ok      " : "EXCEEDED")} {bytes,10:n0} of {budgets[name],10:n0} B  {name}");
        }
        return exceeded;
    }

    /// <summary>Bytes allocated a call, warm: the least of some rounds, since a collection in the middle of one takes arrays out of the pools.</summary>
    private static long Measure(Action action)
    {
        for (var warm = 0; warm < Repetitions; warm++) action();
        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var measured = 0; measured < Repetitions; measured++) action();
            return (GC.GetAllocatedBytesForCurrentThread() - before) / Repetitions;
        });
    }
}
