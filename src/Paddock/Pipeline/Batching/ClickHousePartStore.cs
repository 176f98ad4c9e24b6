using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;

namespace Paddock.Pipeline;

internal sealed class ClickHousePartStore(ClickHouseClient client, TimeProvider time) : IPartStore
{
    private static readonly TimeSpan ProcessInterval = TimeSpan.FromMilliseconds(100);

    public async Task InsertAsync(PartKey part, ulong batch, List<RowRef> rows, CancellationToken cancellationToken)
    {
        using var block = new BlockBuilder(part.Table);
        foreach (var index in InOrderOfTime(rows)) block.Append(rows[index].Bytes.Span, rows[index].ColumnCount);
        await client.InsertAsync(block, batch, cancellationToken);
    }

    public async Task<bool> ContainsAsync(PartKey part, ulong batch, CancellationToken cancellationToken)
    {
        // An insert whose answer was lost may still be writing, and would come after the count.
        var inserts = new QueryOptions { Parameters = { { "comment", ClickHouseClient.BatchComment(batch) } } };
        while (await CountAsync("system.processes WHERE query_kind = 'Insert' AND position(query, {comment:String}) > 0", inserts, cancellationToken) > 0)
            await Task.Delay(ProcessInterval, time, cancellationToken);

        var place = new QueryOptions { Parameters = { { "batch", batch }, { "retention", part.RetentionDays }, { "monday", part.Monday } } };
        return await CountAsync(
            $"{part.Table.Name} WHERE batch = {{batch:UInt64}} AND retention = {{retention:UInt16}} AND toMonday(time) = toDate({{monday:UInt16}})", place, cancellationToken) > 0;
    }

    public async IAsyncEnumerable<(int Project, UInt128 Key)> RecentKeysAsync(string sql, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int projectBytes = 4, rowBytes = projectBytes + 16;
        using var answer = await client.StreamAsync($"{sql}\nFORMAT RowBinary", cancellation: cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var buffered = new BufferedStream(body, 1 << 16);
        var row = new byte[rowBytes];
        while (await buffered.ReadAtLeastAsync(row, rowBytes, throwOnEndOfStream: false, cancellationToken) is var filled and > 0)
        {
            if (filled < rowBytes) throw new InvalidDataException("The recent keys are no rows of UInt32 and FixedString(16).");
            yield return ((int)BinaryPrimitives.ReadUInt32LittleEndian(row), BinaryPrimitives.ReadUInt128BigEndian(row.AsSpan(projectBytes)));
        }
    }

    // Sort keys begin with project and time, nearly all. Here an order costs a sort of numbers; the engine, given another, moves every value of every column.
    private static int[] InOrderOfTime(List<RowRef> rows)
    {
        var keys = new (uint Project, long Time)[rows.Count];
        var order = new int[rows.Count];
        for (var index = 0; index < order.Length; index++) (keys[index], order[index]) = (PartKey.OrderOf(rows[index].Bytes.Span), index);
        Array.Sort(keys, order);
        return order;
    }

    private async Task<ulong> CountAsync(string from, QueryOptions options, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync($"SELECT count() AS rows FROM {from}", PartStoreJson.Default.RowCount, options, cancellationToken);
        return rows[0].Rows;
    }
}

internal sealed record RowCount([property: JsonPropertyName("rows")] ulong Rows);

[JsonSerializable(typeof(RowCount))]
internal sealed partial class PartStoreJson : JsonSerializerContext;
