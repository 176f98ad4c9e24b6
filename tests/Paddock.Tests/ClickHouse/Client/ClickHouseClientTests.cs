using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Hosting.Engine;
using Paddock.Testing;

namespace Paddock.Tests.ClickHouse.Client;

public sealed class ClickHouseClientTests(EngineFixture engine)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_statement_says_why()
    {
        var client = await engine.NewDatabaseAsync();
        var unknown = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("SELECT * FROM nowhere", cancellation: Cancellation));
        Assert.Equal((60, "UNKNOWN_TABLE", true), (unknown.Code, unknown.Name, unknown.IsRetryable));
        Assert.Contains("nowhere", unknown.Message);
        var syntax = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("SELEKT 1", cancellation: Cancellation));
        Assert.Equal((62, "SYNTAX_ERROR", false), (syntax.Code, syntax.Name, syntax.IsRetryable));
    }

    [Fact]
    public async Task Integers_keep_their_full_width_and_strange_bytes_are_replaced()
    {
        var client = await engine.NewDatabaseAsync();
        var rows = await client.QueryAsync(
            "SELECT 18446744073709551615 AS Number, 'a\\0\\xFF\\nb' AS Text, nan AS Ratio", ClientJson.Default.ClientRow, cancellation: Cancellation);
        Assert.Equal([new ClientRow(ulong.MaxValue, "a\0\uFFFD\nb", null)], rows);
    }

    [Fact]
    public async Task No_rows_are_an_empty_list()
    {
        var client = await engine.NewDatabaseAsync();
        Assert.Empty(await client.QueryAsync("SELECT number AS Number FROM numbers(0)", ClientJson.Default.ClientRow, cancellation: Cancellation));
    }

    [Fact]
    public async Task Rows_of_any_size_are_read()
    {
        var client = await engine.NewDatabaseAsync();
        var rows = await client.QueryAsync(
            "SELECT number AS Number, repeat('x', number * 200001) AS Text FROM numbers(5)", ClientJson.Default.ClientRow, cancellation: Cancellation);
        Assert.Equal([0, 200_001, 400_002, 600_003, 800_004], rows.Select(row => row.Text!.Length));
    }

    [Fact]
    public async Task A_failure_in_mid_answer_is_a_failure()
    {
        var client = await engine.NewDatabaseAsync();
        var options = new QueryOptions { Settings = new Dictionary<string, string> { ["max_block_size"] = "1000" } };
        await Assert.ThrowsAsync<ClickHouseException>(() => client.QueryAsync(
            "SELECT number AS Number, toString(throwIf(number = 100000)) AS Text FROM numbers(200000)", ClientJson.Default.ClientRow, options, Cancellation));
    }

    [Fact]
    public async Task Rows_arrive_while_the_query_runs_and_leaving_ends_it()
    {
        var client = await engine.NewDatabaseAsync();
        var options = new QueryOptions { QueryId = "endless", Settings = new Dictionary<string, string> { ["max_block_size"] = "10" } };
        await foreach (var row in client.ReadAsync("SELECT number AS Number FROM system.numbers", ClientJson.Default.ClientRow, options, Cancellation))
        {
            if (row.Number == 100)
                break;
        }
        await Eventually.TrueAsync(async () => (await client.QueryAsync(
            "SELECT 1 AS Number FROM system.processes WHERE query LIKE '%FROM system.numbers%' AND query NOT LIKE '%processes%'",
            ClientJson.Default.ClientRow, cancellation: Cancellation)).Count == 0);
    }

    [Fact]
    public async Task Cancelling_is_no_failure_of_ClickHouse()
    {
        var client = await engine.NewDatabaseAsync();
        using var cancelled = new CancellationTokenSource();
        var query = client.ExecuteAsync("SELECT sum(sipHash64(number)) FROM system.numbers", cancellation: cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
    }

    [Fact]
    public async Task Settings_hold_for_their_statement()
    {
        var client = await engine.NewDatabaseAsync();
        var one = new QueryOptions { Settings = new Dictionary<string, string> { ["max_result_rows"] = "1" } };
        var refusal = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("SELECT 1 FROM numbers(2)", one, Cancellation));
        Assert.Equal("TOO_MANY_ROWS_OR_BYTES", refusal.Name);
        await client.ExecuteAsync("SELECT 1 FROM numbers(2)", cancellation: Cancellation);
    }

    [Fact]
    public async Task An_answer_passes_through_in_its_own_format()
    {
        var client = await engine.NewDatabaseAsync();
        using var answer = await client.StreamAsync("SELECT 1 AS one, 'a' AS two FORMAT CSVWithNames", cancellation: Cancellation);
        Assert.Equal("\"one\",\"two\"\n1,\"a\"\n", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Without_ClickHouse_the_failure_is_worth_another_try()
    {
        using var handler = EngineSocket.Handler(Path.Combine(Path.GetTempPath(), "paddock-nobody-listens.sock"));
        using var http = ClickHouseConnection.ToEngine(handler);
        var client = new ClickHouseClient(http);
        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("SELECT 1", cancellation: Cancellation));
        Assert.Equal((0, "NO_ANSWER", true), (failure.Code, failure.Name, failure.IsRetryable));
        Assert.False(await client.PingAsync(Cancellation));
    }
}

internal sealed record ClientRow(ulong Number, string? Text, double? Ratio);

[JsonSerializable(typeof(ClientRow))]
internal sealed partial class ClientJson : JsonSerializerContext;
