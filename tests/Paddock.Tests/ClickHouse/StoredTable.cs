using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Tests.ClickHouse.Rows;

namespace Paddock.Tests.ClickHouse;

/// <summary>A table in the store with the columns of a row form, which keeps its rows in the order they came.</summary>
internal sealed class StoredTable(ClickHouseClient client, Table table)
{
    public static async Task<StoredTable> CreateAsync(ClickHouseClient client, Table table)
    {
        var columns = table.Columns.Append(new Column(Table.BatchColumn, ColumnType.UInt64)).Select(column => $"{column.Name} {column.Type}");
        await client.ExecuteAsync($"CREATE TABLE {table.Name} ({string.Join(", ", columns)}) ENGINE = MergeTree ORDER BY tuple()");
        return new StoredTable(client, table);
    }

    public async Task InsertAsync(IEnumerable<object[]> rows, ulong batch)
    {
        using var block = new BlockBuilder(table);
        foreach (var row in rows)
            block.Append(AnyRow.Write(table, row), row.Length);
        await client.InsertAsync(block, batch);
    }

    /// <summary>All rows as RowBinary, without their batch.</summary>
    public async Task<byte[]> RowBinaryAsync()
    {
        using var answer = await client.StreamAsync($"SELECT * EXCEPT {Table.BatchColumn} FROM {table.Name} FORMAT RowBinary");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public async Task<ulong> CountAsync(ulong batch) =>
        await NumberAsync($"SELECT count() AS number FROM {table.Name} WHERE batch = {{batch:UInt64}}", new QueryParameters { { "batch", batch } });

    /// <summary>How many parts inserts have made; merges only ever add to a part's level.</summary>
    public async Task<ulong> PartsAsync() =>
        await NumberAsync(
            "SELECT count() AS number FROM system.parts WHERE database = {database:String} AND table = {table:String} AND level = 0",
            new QueryParameters { { "database", client.Database }, { "table", table.Name } });

    private async Task<ulong> NumberAsync(string sql, QueryParameters parameters)
    {
        var rows = await client.QueryAsync(sql, StoredJson.Default.StoredNumber, new QueryOptions { Parameters = parameters });
        return rows[0].Number;
    }
}

internal sealed record StoredNumber([property: JsonPropertyName("number")] ulong Number);

[JsonSerializable(typeof(StoredNumber))]
internal sealed partial class StoredJson : JsonSerializerContext;
