using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;
using Paddock.Engine.Store;

namespace Paddock.Engine.Http;

/// <summary>ClickHouse's HTTP interface: `/ping`, and one statement a request on `/`.</summary>
internal sealed class QueryEndpoint(EngineStore store)
{
    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (context.Request.Path == "/ping" || IsGreeting(context.Request))
                await context.Response.Body.WriteAsync("Ok.\n"u8.ToArray());
            else if (context.Request.Path == "/")
                await RunAsync(context);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (EngineError error)
        {
            await ErrorResponse.WriteAsync(context, error);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            context.Abort(); // the client went away; its query was cancelled
        }
    }

    private static bool IsGreeting(HttpRequest request) =>
        request.Path == "/" && HttpMethods.IsGet(request.Method) && !request.Query.ContainsKey("query");

    private async Task RunAsync(HttpContext context)
    {
        var request = QueryRequest.Read(context.Request);
        context.Response.Headers["X-ClickHouse-Query-Id"] = request.QueryId;
        await using var body = RequestBody.Open(context.Request);
        using var text = await RequestText.ReadAsync(request.Query, body, context.RequestAborted);
        using var connection = await OpenSessionAsync(request);
        if (text.IsInsert)
            await InsertRequest.RunAsync(store, connection, request, text, context);
        else
            await SelectRequest.RunAsync(store, connection, request, text.Sql, context);
    }

    private Task<ChdbConnection> OpenSessionAsync(QueryRequest request) => store.Threads.RunAsync(() =>
    {
        var connection = store.Connect(request.QueryId);
        try
        {
            foreach (var sql in request.SessionStatements())
                connection.Query(Statement.Of(sql)).Dispose();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });
}
