using System.Text.Json.Serialization;
using CsCheck;
using Paddock.Tests.ClickHouse.Rows;

namespace Paddock.Tests.ClickHouse.Blocks;

/// <summary>That the store takes a value for what we meant, told by its own functions rather than by the bytes we gave it.</summary>
public sealed class BlockMeaningTests(EngineFixture engine)
{
    // By the order of AnyRow.Types; strings as hexadecimal digits, since they may be any bytes.
    private const string Select = """
        SELECT c0 AS UInt8, c1 AS UInt16, c2 AS UInt32, c3 AS UInt64, c4 AS Int64, reinterpretAsUInt64(c5) AS Float64, toUInt16(c6) AS Date,
               toUnixTimestamp(c7) AS DateTime, toUnixTimestamp64Nano(c8) AS DateTime64, toString(c9) AS Uuid, hex(c10) AS FixedString16,
               hex(c11) AS String, hex(c12) AS LowCardinality, arrayMap(k -> hex(k), mapKeys(c13)) AS MapKeys,
               arrayMap(v -> hex(v), mapValues(c13)) AS MapValues, arrayMap(e -> hex(e), c14) AS FixedString16Array, arrayMap(e -> hex(e), c15) AS StringArray
        FROM every_type
        """;

    [Fact]
    public Task Every_column_type_means_what_was_written() => AnyRow.Values(AnyRow.EveryType).Array[1, 20].SampleAsync(async rows =>
    {
        var client = await engine.NewDatabaseAsync();
        var stored = await StoredTable.CreateAsync(client, AnyRow.EveryType);
        await stored.InsertAsync(rows, batch: 1);

        var meanings = await client.QueryAsync(Select, MeaningJson.Default.Meaning);

        Assert.Equal(rows.Length, meanings.Count);
        foreach (var (row, meaning) in rows.Zip(meanings))
            AssertMeaning(row, meaning);
    }, iter: 8, threads: 1);

    private static void AssertMeaning(object[] row, Meaning meaning)
    {
        Assert.Equal(row[..5], [meaning.UInt8, meaning.UInt16, meaning.UInt32, meaning.UInt64, meaning.Int64]);
        Assert.Equal(BitConverter.DoubleToUInt64Bits((double)row[5]), meaning.Float64);
        Assert.Equal(row[6..9], [meaning.Date, meaning.DateTime, meaning.DateTime64]);
        Assert.Equal(((UInt128)row[9]).ToString("x32"), meaning.Uuid.Replace("-", ""));
        Assert.Equal(row[10..13].Select(Hex), [meaning.FixedString16, meaning.String, meaning.LowCardinality]);
        var map = (byte[][])row[13];
        Assert.Equal(map.Where((_, index) => index % 2 == 0).Select(Hex), meaning.MapKeys);
        Assert.Equal(map.Where((_, index) => index % 2 == 1).Select(Hex), meaning.MapValues);
        Assert.Equal(((byte[][])row[14]).Select(Hex), meaning.FixedString16Array);
        Assert.Equal(((byte[][])row[15]).Select(Hex), meaning.StringArray);
    }

    private static string Hex(object bytes) => Convert.ToHexString((byte[])bytes);
}

internal sealed record Meaning(
    byte UInt8, ushort UInt16, uint UInt32, ulong UInt64, long Int64, ulong Float64, ushort Date, uint DateTime, long DateTime64, string Uuid,
    string FixedString16, string String, string LowCardinality, string[] MapKeys, string[] MapValues, string[] FixedString16Array, string[] StringArray);

[JsonSerializable(typeof(Meaning))]
internal sealed partial class MeaningJson : JsonSerializerContext;
