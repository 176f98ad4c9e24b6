using System.Text.Json.Serialization;
using CsCheck;
using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Client;

public sealed class QueryParametersTests(EngineFixture engine)
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["aé☃'\"\\\t\n\r\0[],{}%&+ "], 0, 20];

    [Fact]
    public async Task Any_text_arrives_as_it_is()
    {
        var client = await engine.NewDatabaseAsync();
        await Gen.Select(Text, Text.Array[0, 4]).SampleAsync(async (text, list) =>
        {
            var parameters = new QueryParameters { { "text", text }, { "list", list } };
            var row = await SingleAsync(client, "SELECT {text:String} AS Text, {list:Array(String)} AS List", parameters);
            Assert.Equal(text, row.Text);
            Assert.Equal(list, row.List);
        }, iter: 30, threads: 1);
    }

    [Fact]
    public async Task Numbers_and_times_arrive_exactly()
    {
        var client = await engine.NewDatabaseAsync();
        var time = new DateTimeOffset(2026, 11, 5, 12, 30, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var parameters = new QueryParameters
        {
            { "signed", long.MinValue }, { "unsigned", ulong.MaxValue }, { "ratio", 0.1 }, { "id", id }, { "time", time }, { "numbers", [1, ulong.MaxValue] },
        };
        var row = await SingleAsync(client, """
            SELECT {signed:Int64} AS Signed, {unsigned:UInt64} AS Unsigned, {ratio:Float64} AS Ratio, {id:UUID} AS Id,
                   toUnixTimestamp64Nano({time:DateTime64(9, 'UTC')}) AS Nanoseconds, {numbers:Array(UInt64)} AS Numbers
            """, parameters);
        Assert.Equal((long.MinValue, ulong.MaxValue, 0.1, id), (row.Signed, row.Unsigned, row.Ratio, row.Id));
        Assert.Equal((time - DateTimeOffset.UnixEpoch).Ticks * 100, row.Nanoseconds);
        Assert.Equal([1, ulong.MaxValue], row.Numbers);
    }

    private static async Task<ParameterRow> SingleAsync(ClickHouseClient client, string sql, QueryParameters parameters) =>
        Assert.Single(await client.QueryAsync(sql, ParameterJson.Default.ParameterRow, new QueryOptions { Parameters = parameters }));
}

internal sealed record ParameterRow(
    string Text, string[] List, long Signed, ulong Unsigned, double Ratio, Guid Id, long Nanoseconds, ulong[] Numbers);

[JsonSerializable(typeof(ParameterRow))]
internal sealed partial class ParameterJson : JsonSerializerContext;
