using System.Globalization;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Pipeline.Blobs;

namespace Paddock.Pipeline;

/// <summary>
/// Drops what is older than its retention, a week's partition at a time. Rows that are tied to something open (<see cref="TableBinding.KeepSql"/>) are
/// first copied into the partition of the retention "for good": the same table and views, so nothing has to look in two places. Then blobs go by the same weeks.
/// </summary>
internal sealed partial class Retention(ClickHouseClient client, RelationalStore store, IReadOnlyList<TableBinding> bindings, BlobFiles blobs, TimeProvider time, ILogger<Retention> log) : BackgroundService
{
    /// <summary>The retention class that is never dropped.</summary>
    public const ushort ForGood = ushort.MaxValue;

    /// <summary>A <see cref="TableBinding.KeepSql"/>: what belongs to the traces of the errors that are kept, which come before.</summary>
    public static readonly string TracesOfErrors = $"(project, trace_id) IN (SELECT project, trace_id FROM paddock.errors WHERE retention = {ForGood} AND trace_id != toFixedString('', 16))";

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.RunAloneAsync("retention", DropDueAsync, stoppingToken);
                await DropBlobsAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is ClickHouseException or IOException)
            {
                LogPutOff(log, problem);
            }
        }
    }

    /// <summary>Harmless to repeat, also after a crash in the middle.</summary>
    /// <returns>How many partitions were dropped.</returns>
    internal async Task<int> DropDueAsync(CancellationToken cancellation)
    {
        var dropped = 0;
        // In the order of the bindings: what is kept of one table may depend on what was kept of those before.
        foreach (var binding in bindings)
        {
            var options = new QueryOptions { Parameters = { { "table", binding.Table.Name } } };
            var partitions = await client.QueryAsync(
                "SELECT DISTINCT partition_id, partition FROM system.parts WHERE database = 'paddock' AND table = {table:String} AND active", RetentionJson.Default.StoredPartition, options, cancellation);
            foreach (var partition in partitions.Where(IsDue))
            {
                if (binding.KeepSql is { } kept) await KeepAsync(binding.Table, partition, kept, cancellation);
                await client.ExecuteAsync($"ALTER TABLE paddock.{binding.Table.Name} DROP PARTITION ID '{partition.PartitionId}'", cancellation: cancellation);
                LogDropped(log, binding.Table.Name, partition.Partition);
                dropped++;
            }
        }
        return dropped;
    }

    /// <summary>After the rows; every server has blobs of its own.</summary>
    internal async Task DropBlobsAsync(CancellationToken cancellation)
    {
        foreach (var week in blobs.Due(time.GetUtcNow())) blobs.Drop(week, await KeptBlobsAsync(week, cancellation));
    }

    // "(90,'2026-08-17')": retention in days and the Monday of its week.
    private bool IsDue(StoredPartition partition)
    {
        var parts = partition.Partition.Trim('(', ')').Split(',');
        return BlobWeek.Parse(parts[0], parts[1].Trim('\''))!.Value.IsDue(time.GetUtcNow());
    }

    private async Task<IEnumerable<BlobName>> KeptBlobsAsync(BlobWeek week, CancellationToken cancellation)
    {
        var kept = new List<StoredBlob>();
        foreach (var binding in bindings.Where(static binding => binding.BlobColumn is not null))
            kept.AddRange(await client.QueryAsync(
                $"SELECT DISTINCT {binding.BlobColumn} AS hash FROM paddock.{binding.Table.Name} WHERE retention = {ForGood} AND toMonday(time) = {{monday:Date}}",
                RetentionJson.Default.StoredBlob, new QueryOptions { Parameters = { { "monday", week.Monday.ToString("O", CultureInfo.InvariantCulture) } } }, cancellation));
        return kept.Select(static blob => BlobName.Parse(blob.Hash)).OfType<BlobName>();
    }

    // One insert into one partition as one block is there whole or not at all, so a batch number that is there says that its rows are.
    private Task KeepAsync(Table table, StoredPartition partition, string kept, CancellationToken cancellation) => client.ExecuteAsync(
        $"""
        INSERT INTO paddock.{table.Name} SELECT * REPLACE ({ForGood} AS retention) FROM paddock.{table.Name}
        WHERE _partition_id = '{partition.PartitionId}' AND batch NOT IN (SELECT batch FROM paddock.{table.Name} WHERE retention = {ForGood}) AND {kept}
        """,
        new QueryOptions { Settings = new Dictionary<string, string> { ["max_insert_block_size"] = "100000000", ["min_insert_block_size_rows"] = "100000000", ["min_insert_block_size_bytes"] = "0", ["max_insert_threads"] = "1" } },
        cancellation);

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped {Partition} of {Table}: its retention is over")]
    private static partial void LogDropped(ILogger logger, string table, string partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is older than its retention could not be dropped; it is tried again in an hour")]
    private static partial void LogPutOff(ILogger logger, Exception problem);
}

internal sealed record StoredPartition(string PartitionId, string Partition);

internal sealed record StoredBlob(string Hash);

[JsonSerializable(typeof(StoredPartition))]
[JsonSerializable(typeof(StoredBlob))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class RetentionJson : JsonSerializerContext;
