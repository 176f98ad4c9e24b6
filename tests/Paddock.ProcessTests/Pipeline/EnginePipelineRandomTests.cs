using Paddock.Pipeline;

namespace Paddock.ProcessTests.Pipeline;

/// <summary>Random faults against the real engine; PADDOCK_FAULT_ROUNDS makes it longer, PADDOCK_FAULT_SEED repeats one.</summary>
public sealed class EnginePipelineRandomTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("PADDOCK_FAULT_ROUNDS") ?? "8");
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("PADDOCK_FAULT_SEED") ?? $"{Environment.ProcessId}");
    private static readonly string[] Faults = ["kill:before-insert", "kill:after-insert-before-reply", "fail:before-insert", "fail:after-insert-before-reply"];

    [Fact]
    public async Task Acknowledged_is_stored_once_whatever_happens()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"PADDOCK_FAULT_SEED={Seed}");
        var random = new Random(Seed);
        await using var pipeline = await EnginePipeline.StartAsync();
        await pipeline.StoreAsync();
        var sent = 0;
        var poisoned = 0;
        for (var round = 0; round < Rounds; round++)
        {
            pipeline.Set(string.Join(',', Enumerable.Range(1, 1 + random.Next(3)).Select(_ => $"{Faults[random.Next(Faults.Length)]}:{1 + random.Next(6)}")));
            for (var entry = random.Next(1, 20); entry > 0; entry--)
            {
                var names = Enumerable.Range(0, random.Next(1, 8)).Select(_ => $"{sent++:d6}").ToList();
                if (random.Next(15) == 0) names.Add($"poison {poisoned++}");
                Assert.Equal(AppendResult.Durable, await pipeline.AppendAsync([.. names]));
            }

            if (random.Next(3) == 0) await pipeline.DieAndStartAsync();
            if (random.Next(2) == 0) await pipeline.SettleAsync();
        }

        await pipeline.SettleAsync();
        Assert.Equal(Enumerable.Range(0, sent).Select(number => $"{number:d6}"), await pipeline.NamesAsync());
        var evicted = poisoned > 0 ? $"evicted={poisoned} " : "";
        Assert.Equal($"{evicted}received={sent + poisoned} stored={sent}", await pipeline.LedgerAsync());
    }
}
