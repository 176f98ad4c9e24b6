using CsCheck;

namespace Paddock.Tests.Pipeline;

/// <summary>Any sequence of records, store failures and power cuts: acknowledged ⊆ stored ⊆ sent, each once, and the ledger adds up.</summary>
public sealed class PipelinePropertyTests
{
    private enum Step { Append, AppendRetry, AppendPoison, StoreIsAway, AnswersGetLost, PowerCut, Settle }

    private static readonly Gen<(Step Step, int Number)[]> Steps = Gen.Select(
        Gen.Frequency((5, Gen.Const(Step.Append)), (2, Gen.Const(Step.AppendRetry)), (1, Gen.Const(Step.AppendPoison)), (2, Gen.Const(Step.StoreIsAway)),
            (2, Gen.Const(Step.AnswersGetLost)), (3, Gen.Const(Step.PowerCut)), (2, Gen.Const(Step.Settle))),
        Gen.Int[0, 1000]).Array[1, 20];

    [Fact]
    public async Task Acknowledged_is_stored_once_whatever_happens() => await Steps.SampleAsync(RunAsync, iter: 300, threads: 1);

    private static async Task RunAsync((Step Step, int Number)[] steps)
    {
        await using var run = new PipelineRun();
        await run.Pipeline.StartAsync();
        foreach (var (step, number) in steps) await TakeAsync(run, step, number);
        await run.AssertHoldsAsync();
    }

    private static Task TakeAsync(PipelineRun run, Step step, int number) => step switch
    {
        Step.Append => run.AppendAsync(Enumerable.Range(0, 1 + (number % 5)).Select(_ => run.NewName()), weeks: 1 + (number % 3)),
        Step.AppendRetry => run.AppendAsync([$"key {1 + (number % 4)} of {run.NewName()}"]),
        Step.AppendPoison => run.AppendAsync([run.NewName(), $"poison {run.NewName()}", run.NewName()]),
        Step.StoreIsAway => run.FailAsync(refusals: number % 4, losses: 0),
        Step.AnswersGetLost => run.FailAsync(refusals: 0, losses: number % 4),
        Step.PowerCut => run.PowerCutAsync((PowerCut)(number % 3), number, number % 40),
        _ => run.Pipeline.SettleAsync(),
    };
}
