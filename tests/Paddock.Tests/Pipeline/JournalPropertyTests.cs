using CsCheck;
using Paddock.Pipeline;

namespace Paddock.Tests.Pipeline;

/// <summary>Any sequence of appends, faults, power cuts and cuts against a plain list: acknowledged ⊆ read ⊆ sent, in order, each once.</summary>
public sealed class JournalPropertyTests
{
    private static readonly JournalLimits Limits = new() { SegmentBytes = 600, MinFreeDiskBytes = 0 };

    private enum Step { Append, AppendTogether, FailOnce, PowerCut, Restart, Truncate }

    private static readonly Gen<(Step Step, int Number)[]> Steps = Gen.Select(
        Gen.Frequency((6, Gen.Const(Step.Append)), (2, Gen.Const(Step.AppendTogether)), (2, Gen.Const(Step.FailOnce)),
            (2, Gen.Const(Step.PowerCut)), (1, Gen.Const(Step.Restart)), (1, Gen.Const(Step.Truncate))),
        Gen.Int[0, 1000]).Array[1, 25];

    [Fact]
    public async Task Acknowledged_is_kept_and_refused_is_not_whatever_happens() => await Steps.SampleAsync(RunAsync, iter: 400, threads: 1);

    private static async Task RunAsync((Step Step, int Number)[] steps)
    {
        var run = new Run();
        try
        {
            foreach (var (step, number) in steps)
            {
                await run.TakeAsync(step, number);
                run.AssertHolds();
            }
        }
        finally
        {
            run.Journal.Dispose();
        }
    }

    private sealed class Run
    {
        private readonly List<string> acknowledged = [];
        private readonly HashSet<string> doubtful = [];
        private SimulatedDisk disk = new();
        private long keptFrom;
        private int sent;

        public Run() => Journal = JournalHarness.Open(disk, Limits);

        public Journal Journal { get; private set; }

        public async Task TakeAsync(Step step, int number)
        {
            switch (step)
            {
                case Step.Append:
                    await AppendAsync(number, isPowerCut: false);
                    break;
                case Step.AppendTogether:
                    await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AppendAsync(number, isPowerCut: false)));
                    break;
                case Step.FailOnce:
                    var countdown = 1 + (number % 6);
                    disk.Fault = (_, _) => --countdown == 0 ? SimulatedDisk.Broken() : null;
                    await AppendAsync(number, isPowerCut: false);
                    disk.Fault = static (_, _) => null;
                    break;
                case Step.PowerCut:
                    var left = number % 6;
                    disk.Fault = (_, _) => left-- <= 0 ? SimulatedDisk.Broken() : null;
                    await AppendAsync(number, isPowerCut: true);
                    Journal.Dispose();
                    disk = disk.AfterPowerCut((PowerCut)(number % 3), new Random(number));
                    Journal = JournalHarness.Open(disk, Limits, keptFrom);
                    break;
                case Step.Restart:
                    Journal.Dispose();
                    Journal = JournalHarness.Open(disk, Limits, keptFrom);
                    break;
                case Step.Truncate:
                    keptFrom = Journal.End;
                    acknowledged.Clear();
                    Journal.TruncateUntil(keptFrom);
                    break;
            }
        }

        public void AssertHolds()
        {
            var (names, damaged) = Journal.ReadAll(keptFrom);
            Assert.Equal(0, damaged);
            Assert.Equal(names.Distinct(), names);
            Assert.Equal(acknowledged.Order(), names.Where(name => !doubtful.Contains(name)).Order());
        }

        private async Task AppendAsync(int number, bool isPowerCut)
        {
            var name = $"{Interlocked.Increment(ref sent)} {new string('x', number % 200)}";
            var result = await Journal.AppendAsync(name);
            lock (acknowledged)
            {
                if (result == AppendResult.Durable) acknowledged.Add(name);
                else if (isPowerCut) doubtful.Add(name);
            }
        }
    }
}
