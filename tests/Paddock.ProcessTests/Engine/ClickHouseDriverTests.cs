using System.Data;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using ClickHouse.Driver.Utility;

namespace Paddock.ProcessTests.Engine;

/// <summary>The public .NET driver takes the engine for a ClickHouse server.</summary>
public sealed class ClickHouseDriverTests(EngineFixture fixture)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_parameters_and_bulk_inserts_pass()
    {
        var table = await fixture.TableAsync("id UInt64, name String, at DateTime64(9, 'UTC'), labels Map(String, String)");
        var settings = new ClickHouseClientSettings("Host=engine;Protocol=http;Database=default") { HttpClient = fixture.Engine.Http };
        using var client = new ClickHouseClient(settings);
        var written = await client.InsertBinaryAsync(table, ["id", "name", "at", "labels"], Enumerable.Range(0, 20_000).Select(Row), cancellationToken: Test);
        Assert.Equal(20_000, written);

        await using var connection = new ClickHouseConnection(settings);
        await connection.OpenAsync(Test);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name, labels FROM {table} WHERE id = {{id:UInt64}}";
        command.AddParameter("id", 12_345UL);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.Default, Test);
        Assert.True(await reader.ReadAsync(Test));
        Assert.Equal("name 12345", reader.GetString(0));
        Assert.Equal("5", ((IReadOnlyDictionary<string, string>)reader.GetValue(1))["digit"]);
    }

    private static object[] Row(int id) =>
        [(ulong)id, $"name {id}", DateTime.UnixEpoch.AddSeconds(id), new Dictionary<string, string> { ["digit"] = $"{id % 10}" }];
}
