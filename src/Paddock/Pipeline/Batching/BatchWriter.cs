namespace Paddock.Pipeline;

/// <summary>
/// Journal → duplicates out → plan on the medium → <see cref="BatchStorer"/> → journal cut. One batch at a time, on one task; whatever fails,
/// in this process or by a crash, is taken up at the plan that stands open. On stop it stores what is left, for ten seconds at most; the rest
/// waits in the journal. Must stop after the receivers and before the store.
/// </summary>
internal sealed partial class BatchWriter : BackgroundService
{
    /// <summary>The first record after a quiet second is visible sooner; under traffic blocks get larger instead.</summary>
    private static readonly TimeSpan ShortLinger = TimeSpan.FromMilliseconds(100), LongLinger = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1), StopTime = TimeSpan.FromSeconds(10);

    /// <summary>Some 10,000 small rows: worth a block at once.</summary>
    private const long EnoughBytes = 4 << 20;

    private readonly Journal journal;
    private readonly Manifest manifest;
    private readonly IPartStore store;
    private readonly DeadLetters deadLetters;
    private readonly IReadOnlyList<TableBinding> bindings;
    private readonly TimeProvider time;
    private readonly ILogger<BatchWriter> logger;
    private readonly StatusBoard status;
    private readonly DuplicateWindow window = new();
    private readonly BatchAssembler assembler;
    private bool windowIsFilled;
    private long position;
    private long lastBatchAt;

    public BatchWriter(
        Journal journal, Manifest manifest, IPartStore store, DeadLetters deadLetters, IReadOnlyList<TableBinding> bindings, TimeProvider time, ILogger<BatchWriter> logger)
    {
        (this.journal, this.manifest, this.store, this.deadLetters) = (journal, manifest, store, deadLetters);
        (this.bindings, this.time, this.logger) = (bindings, time, logger);
        foreach (var binding in bindings) PartKey.RequireHead(binding.Table);
        assembler = new BatchAssembler(journal, bindings.Select(binding => binding.Table), window);
        position = manifest.IsNew ? journal.Begin : manifest.Position;
        status = new StatusBoard(journal, position, time);
    }

    public PipelineStatus Status => status.Read();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var outOfTime = new CancellationTokenSource();
        await using var deadline = time.CreateTimer(_ => outOfTime.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var onStop = stoppingToken.Register(() => deadline.Change(StopTime, Timeout.InfiniteTimeSpan));
        try
        {
            await RunAsync(new RetryDelay(time, stoppingToken), stoppingToken, outOfTime.Token);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogLeft(logger, Status.JournalBytes);
        }
    }

    private async Task RunAsync(RetryDelay delay, CancellationToken stopping, CancellationToken outOfTime)
    {
        var parts = new PartWriter(store, manifest, deadLetters, status, delay, time);
        var storer = new BatchStorer(parts, manifest, deadLetters, bindings, status, delay, logger);
        for (var failures = 0; ;)
        {
            try
            {
                if (manifest.Open is { } open) await StoreAgainAsync(open, storer, outOfTime);
                else if (!windowIsFilled) await FillWindowAsync(outOfTime);
                else if (await WaitForEntriesAsync(stopping)) await StoreNextAsync(storer, outOfTime);
                else return;
                failures = 0;
            }
            catch (Exception error) when (!(error is OperationCanceledException && stopping.IsCancellationRequested))
            {
                status.Failed(error);
                LogFailed(logger, error);
                await delay.WaitAsync(++failures, outOfTime);
            }
        }
    }

    /// <summary>False when stopping and nothing is left.</summary>
    private async Task<bool> WaitForEntriesAsync(CancellationToken stopping)
    {
        try
        {
            await journal.WaitBeyondAsync(position, stopping);
            status.Waiting(time.GetUtcNow());
            if (journal.End - position < EnoughBytes)
                await Task.Delay(time.GetElapsedTime(lastBatchAt) >= Quiet ? ShortLinger : LongLinger, time, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: no more waiting, but what is there is stored.
        }

        return journal.End > position;
    }

    private async Task StoreNextAsync(BatchStorer storer, CancellationToken outOfTime)
    {
        using var batch = assembler.Next(position, journal.End);
        var parts = batch.Parts.Select(part => new PlannedPart(part.Key.Table.Id, part.Key.RetentionDays, part.Key.Monday, part.Rows.Count));
        manifest.Begin(new Plan(manifest.NextBatch(), batch.Begin, batch.End, [.. parts], batch.Duplicates));
        await StoreAsync(batch, storer, isDoubtful: false, outOfTime);
    }

    private async Task StoreAgainAsync(OpenPlan open, BatchStorer storer, CancellationToken outOfTime)
    {
        using var batch = assembler.Again(open.Plan);
        await StoreAsync(batch, storer, isDoubtful: true, outOfTime);
    }

    private async Task StoreAsync(Batch batch, BatchStorer storer, bool isDoubtful, CancellationToken outOfTime)
    {
        // Only now: a plan that could not be written is made again, and must not meet its own keys.
        foreach (var hash in batch.NewKeys) window.Add(hash);
        status.Taken(batch);
        if (batch.Damaged > 0) LogDamaged(logger, batch.Damaged, batch.Begin, batch.End);
        await storer.StoreAsync(batch, isDoubtful, outOfTime);
        (position, lastBatchAt) = (manifest.Position, time.GetTimestamp());
        journal.TruncateUntil(position);
    }

    private async Task FillWindowAsync(CancellationToken outOfTime)
    {
        foreach (var binding in bindings)
        {
            if (binding.RecentKeysSql is not { } sql) continue;
            try
            {
                await foreach (var (project, key) in store.RecentKeysAsync(sql, outOfTime)) window.Add(window.HashOf(binding.Table, project, key));
            }
            catch (Exception error) when (StoreVerdicts.Of(error, duringInsert: false) != StoreVerdict.StoreIsAtFault)
            {
                // Records sent again after this start may be stored twice; waiting would store none at all.
                LogKeysUnknown(logger, error, binding.Table.Name);
            }
        }

        windowIsFilled = true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The recent keys of table {Table} cannot be read: what clients send again may be stored twice.")]
    private static partial void LogKeysUnknown(ILogger logger, Exception error, string table);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storing failed; it is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Bytes} bytes of the journal between {Begin} and {End} are no intact entry; they are left out.")]
    private static partial void LogDamaged(ILogger logger, long bytes, long begin, long end);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping with {Bytes} bytes in the journal; they are stored at the next start.")]
    private static partial void LogLeft(ILogger logger, long bytes);
}
