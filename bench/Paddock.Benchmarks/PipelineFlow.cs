using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;
using Paddock.Pipeline;

namespace Paddock.Benchmarks;

/// <summary>How soon a record is visible when there are few, and how many rows go into a block when there are many: journal to engine and back.</summary>
internal static class PipelineFlow
{
    private static readonly Table Things = new(200, "things",
        new("project", ColumnType.UInt32), new("time", ColumnType.DateTime64), new("retention", ColumnType.UInt16), new("text", ColumnType.String));

    private static readonly LedgerKey Key = new(1, "bench", "things");

    private const string Create = """
        CREATE TABLE IF NOT EXISTS things (project UInt32, time DateTime64(9, 'UTC'), retention UInt16, text String, batch UInt64)
        ENGINE = MergeTree PARTITION BY (retention, toMonday(time)) ORDER BY (project, time)
        """;

    public static async Task RunAsync(string directory)
    {
        using var engine = new EngineSupervisor(new EngineCommand(directory, Memory: null), TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenReadyAsync(CancellationToken.None);
        using var http = ClickHouseConnection.ToEngine(engine.Handler);
        var client = new ClickHouseClient(http);
        await Migrator.ApplyAsync(client, [Ledger.Migration, new Migration(2, "things", Create)]);
        await RunAsync(directory, client);
        await engine.StopAsync(CancellationToken.None);
    }

    private static async Task RunAsync(string directory, ClickHouseClient client)
    {
        var disk = new PosixDisk(Path.Combine(directory, "journal"));
        using var manifest = Manifest.OpenOrCreate(disk, (uint)Random.Shared.Next());
        using var journal = Journal.Open(disk, new JournalLimits(), TimeProvider.System, manifest.Position);
        using var deadLetters = new DeadLetters(new PosixDisk(Path.Combine(directory, "dead-letters")), TimeProvider.System);
        var stored = new StoredSignal();
        var store = new ClickHousePartStore(client, TimeProvider.System);
        using var writer = new BatchWriter(journal, manifest, store, deadLetters, [new TableBinding(Things) { AfterStored = stored.Tell }], TimeProvider.System, NullLogger<BatchWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        await MeasureVisibleAsync(journal, stored);
        foreach (var waiters in new[] { 4, 64 }) await MeasureLoadAsync(journal, writer, waiters);
        await writer.StopAsync(CancellationToken.None);
    }

    private static async Task MeasureVisibleAsync(Journal journal, StoredSignal stored)
    {
        foreach (var pause in new[] { TimeSpan.FromSeconds(1.5), TimeSpan.FromMilliseconds(40) })
        {
            var milliseconds = new List<double>();
            for (var sample = 0; sample < 40; sample++)
            {
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()));
                var begin = Stopwatch.GetTimestamp();
                var visible = stored.Next();
                await AppendAsync(journal, 1);
                await visible;
                milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            milliseconds.Sort();
            Console.WriteLine($"one record, {pause.TotalMilliseconds:n0} ms after the last: visible after {milliseconds[20]:n0} ms (median), {milliseconds[38]:n0} ms (95 %)");
        }
    }

    private static async Task MeasureLoadAsync(Journal journal, BatchWriter writer, int waiters)
    {
        const int rowsEach = 20;
        var (rows, batches) = (writer.Status.StoredRows, writer.Status.Batches);
        var (appended, refused) = (0L, 0L);
        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, waiters).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(10))
            {
                if (await AppendAsync(journal, rowsEach) == AppendResult.Durable) Interlocked.Add(ref appended, rowsEach);
                else Interlocked.Increment(ref refused);
            }
        })));
        var appending = Stopwatch.GetElapsedTime(begin);
        var backlog = writer.Status.JournalBytes;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (writer.Status.JournalBytes > 0) await timer.WaitForNextTickAsync();
        var storing = Stopwatch.GetElapsedTime(begin);
        (rows, batches) = (writer.Status.StoredRows - rows, writer.Status.Batches - batches);
        Console.WriteLine(
            $"{waiters} waiters, {rowsEach} rows of 500 B each: {appended / appending.TotalSeconds:n0} rows/s acknowledged, {rows / storing.TotalSeconds:n0} rows/s stored in blocks of {rows / batches:n0}; {backlog >> 20} MiB waited at the end; {refused} refused");
    }

    private static async Task<AppendResult> AppendAsync(Journal journal, int rows)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_795_392_000).ToUnixNanoseconds();
        using var entry = new EntryWriter(now);
        Ledger.Count(entry, Key, Outcome.Received, "", (ulong)rows);
        for (var row = 0; row < rows; row++)
        {
            var writer = entry.BeginRow(Things, Key);
            writer.UInt32(1);
            writer.DateTime64(now + Random.Shared.NextInt64(1_000_000_000));
            writer.UInt16(90);
            writer.String(Text);
            entry.EndRow();
        }

        return await journal.AppendAsync(entry, CancellationToken.None);
    }

    private static readonly string Text = string.Concat(Enumerable.Range(0, 60).Select(number => $"word{number} "));

    private sealed class StoredSignal
    {
        private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Next() => (next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Tell(BatchStored stored) => next.TrySetResult();
    }
}
