using Paddock.ClickHouse;
using Paddock.Database;

namespace Paddock.Pipeline;

/// <summary>
/// Takes a planned batch to its end: hooks, parts, ledger, done. Does all of it again for a plan that stands open after a failure or a crash,
/// asking the store for each part first.
/// </summary>
internal sealed partial class BatchStorer(
    PartWriter parts, Manifest manifest, DeadLetters deadLetters, IReadOnlyList<TableBinding> bindings, StatusBoard status, RetryDelay delay, ILogger logger)
{
    public async Task StoreAsync(Batch batch, bool isDoubtful, CancellationToken cancellationToken)
    {
        var open = manifest.Open!;
        foreach (var binding in bindings)
        {
            var indexes = Enumerable.Range(0, batch.Parts.Count).Where(index => batch.Parts[index].Key.Table == binding.Table).ToList();
            if (indexes.Count == 0) continue;
            if (binding.BeforeInsert is { } prepare) await PrepareAsync(binding.Table, prepare, Together(indexes.Select(index => batch.Parts[index].Rows)), cancellationToken);
            foreach (var index in indexes) await parts.WriteAsync(index, batch.Parts[index], isDoubtful, cancellationToken);
            if (binding.AfterStored is { } announce) Announce(announce, new BatchStored(binding.Table, open.Plan.Batch, Together(indexes.Select(index => Stored(open, batch, index)))));
        }

        foreach (var letter in batch.Unreadable)
        {
            deadLetters.Append(letter);
            status.Buried();
        }

        await WriteAccountsAsync(open, batch, isDoubtful, cancellationToken);
        manifest.Complete();
        status.Stored(batch, open.Dead.Count);
    }

    /// <summary>Last, because only now every row's end is known; the manifest knows it too, so a later try counts the same.</summary>
    private async Task WriteAccountsAsync(OpenPlan open, Batch batch, bool isDoubtful, CancellationToken cancellationToken)
    {
        foreach (var dead in open.Dead.Where(dead => dead.Part < batch.Parts.Count)) Count(batch.Parts[dead.Part].Rows[dead.Row], Outcome.Evicted, "refused");
        for (var part = 0; part < batch.Parts.Count; part++)
            foreach (var row in Stored(open, batch, part)) Count(row, Outcome.Stored, "");
        var accounts = batch.Counts.ToParts();
        for (var index = 0; index < accounts.Count; index++)
            await parts.WriteAsync(batch.Parts.Count + index, accounts[index], isDoubtful, cancellationToken);

        void Count(RowRef row, Outcome outcome, string reason) => batch.Counts.Add(row.Key, row.ReceivedAt, outcome, reason, 1);
    }

    private async Task PrepareAsync(
        Table table, Func<IReadOnlyList<RowRef>, CancellationToken, ValueTask> prepare, List<RowRef> rows, CancellationToken cancellationToken)
    {
        for (var (failures, refusals) = (0, 0); refusals < TableBinding.HookTries;)
        {
            try
            {
                await prepare(rows, cancellationToken);
                return;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                status.Failed(error);
                LogHookFailed(logger, error, table.Name, rows.Count);
                // A store or a database that is away keeps the rows as well, so the hook has all the time it needs.
                refusals += error is ClickHouseException { IsRetryable: true } || DatabaseTrouble.IsAway(error) ? 0 : 1;
                if (refusals < TableBinding.HookTries) await delay.WaitAsync(++failures, cancellationToken);
            }
        }
    }

    private void Announce(Action<BatchStored> announce, BatchStored stored)
    {
        try
        {
            announce(stored);
        }
        catch (Exception error)
        {
            // The rows are stored, whoever fails to hear of it.
            LogHookFailed(logger, error, stored.Table.Name, stored.Rows.Count);
        }
    }

    // A hundred thousand rows of one week are not copied to be one list.
    private static List<RowRef> Together(IEnumerable<List<RowRef>> parts) => parts.ToArray() is [var only] ? only : [.. parts.SelectMany(static rows => rows)];

    private static List<RowRef> Stored(OpenPlan open, Batch batch, int part)
    {
        var dead = open.Dead.Where(dead => dead.Part == part).Select(static dead => dead.Row).ToHashSet();
        var rows = batch.Parts[part].Rows;
        return dead.Count == 0 ? rows : [.. rows.Where((_, row) => !dead.Contains(row))];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What table {Table} does around its {Rows} rows failed.")]
    private static partial void LogHookFailed(ILogger logger, Exception error, string table, int rows);
}
