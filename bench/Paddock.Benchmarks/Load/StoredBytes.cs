using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;

namespace Paddock.Benchmarks.Load;

/// <summary>What the rows of a table take on disk when they lie in as few parts as they ever will: <c>system.parts</c> where active, and the columns that take most of it.</summary>
internal static class StoredBytes
{
    private const string Parts = "SELECT toUInt64(sum(rows)) AS rows, toUInt64(sum(bytes_on_disk)) AS bytes FROM system.parts WHERE database = 'paddock' AND table = {table:String} AND active";

    private const string Pieces = """
        SELECT name, bytes FROM
        (
            SELECT column AS name, toUInt64(sum(column_bytes_on_disk)) AS bytes FROM system.parts_columns WHERE database = 'paddock' AND table = {table:String} AND active GROUP BY column
            UNION ALL SELECT concat('index ', name), toUInt64(sum(data_compressed_bytes)) FROM system.data_skipping_indices WHERE database = 'paddock' AND table = {table:String} GROUP BY name
            UNION ALL SELECT concat('projection ', name), toUInt64(sum(data_compressed_bytes)) FROM system.projection_parts WHERE database = 'paddock' AND table = {table:String} AND active GROUP BY name
        )
        ORDER BY bytes DESC LIMIT 16
        """;

    /// <param name="data">The data folder of a program that has ended.</param>
    /// <param name="table">of the store</param>
    public static async Task PrintAsync(string data, string table)
    {
        using var engine = new EngineSupervisor(new EngineCommand(data, Memory: null), TimeProvider.System, NullLogger<EngineSupervisor>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenReadyAsync(CancellationToken.None);
        using var http = ClickHouseConnection.ToEngine(engine.Handler);
        var client = new ClickHouseClient(http);
        await client.ExecuteAsync($"OPTIMIZE TABLE paddock.{table} FINAL");
        var options = new QueryOptions { Parameters = { { "table", table } } };
        var whole = (await client.QueryAsync(Parts, StoredJson.Default.StoredRows, options))[0];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"disk       {(double)whole.Bytes / whole.Rows,10:n1} B a row of {table}, all merged, system.parts where active"));
        foreach (var piece in await client.QueryAsync(Pieces, StoredJson.Default.StoredPiece, options))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"           {(double)piece.Bytes / whole.Rows,10:n2} {piece.Name}"));
        await engine.StopAsync(CancellationToken.None);
    }
}

internal sealed record StoredRows(ulong Rows, ulong Bytes);

internal sealed record StoredPiece(string Name, ulong Bytes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredRows))]
[JsonSerializable(typeof(StoredPiece))]
internal sealed partial class StoredJson : JsonSerializerContext;
