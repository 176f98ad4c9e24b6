using System.Text;
using Microsoft.AspNetCore.Http;
using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Client;

/// <summary>What servers and proxies between us and ClickHouse may answer.</summary>
public sealed class ForeignAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_that_a_server_writes_behind_the_rows_is_that_failure()
    {
        await using var server = await ScriptedServer.StartAsync(static context => context.Response.WriteAsync(
            "{\"Number\":1}\n{\"Number\":2}\n\r\n__exception__\r\nabc\r\nCode: 241. DB::Exception: too much. (MEMORY_LIMIT_EXCEEDED)\n42 abc\r\n__exception__\r\n"));
        var failure = await FailureAsync(server);
        Assert.Equal((241, "MEMORY_LIMIT_EXCEEDED", true), (failure.Code, failure.Name, failure.IsRetryable));
    }

    [Fact]
    public async Task Rows_that_break_off_are_no_answer()
    {
        await using var server = await ScriptedServer.StartAsync(static async context =>
        {
            await context.Response.WriteAsync("{\"Number\":1}\n{\"Num");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        Assert.Equal("NO_ANSWER", (await FailureAsync(server)).Name);
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(404, "")]
    [InlineData(429, "slow down")]
    public async Task An_answer_that_is_not_from_ClickHouse_is_no_answer(int status, string body)
    {
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        var failure = await FailureAsync(server);
        Assert.Equal((0, true), (failure.Code, failure.IsRetryable));
        Assert.Contains($"HTTP {status}", failure.Message);
    }

    [Fact]
    public async Task An_endless_error_text_is_cut()
    {
        await using var server = await ScriptedServer.StartAsync(static async context =>
        {
            context.Response.StatusCode = 500;
            var text = Encoding.ASCII.GetBytes("Code: 1. " + new string('x', 8_000));
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(text);
        });
        Assert.InRange((await FailureAsync(server)).Message.Length, 9, 20_000);
    }

    [Fact]
    public async Task User_and_password_travel_in_the_header_and_the_path_is_kept()
    {
        string? seen = null;
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            seen = $"{context.Request.Headers.Authorization} {context.Request.Path}{context.Request.QueryString}";
            return Task.CompletedTask;
        });
        var url = new UriBuilder(server.Url) { UserName = "ann", Password = "p%40ss:w", Path = "/clickhouse" };
        using var http = ClickHouseConnection.ToServer(url.Uri);
        await new ClickHouseClient(http, "events").ExecuteAsync("SELECT 1", cancellation: Cancellation);
        Assert.Equal($"Basic {Convert.ToBase64String("ann:p@ss:w"u8)} /clickhouse/?database=events&wait_end_of_query=1", seen);
    }

    private static async Task<ClickHouseException> FailureAsync(ScriptedServer server)
    {
        using var http = ClickHouseConnection.ToServer(server.Url);
        return await Assert.ThrowsAsync<ClickHouseException>(() =>
            new ClickHouseClient(http).QueryAsync("SELECT 1", ClientJson.Default.ClientRow, cancellation: Cancellation));
    }
}
