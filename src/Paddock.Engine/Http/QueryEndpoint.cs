using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Paddock.Engine.Faults;
using Paddock.Engine.Native;
using Paddock.Engine.Store;

namespace Paddock.Engine.Http;

/// <summary>ClickHouse's HTTP interface: `/ping`, and one statement a request on `/`.</summary>
internal sealed class QueryEndpoint(EngineStore store, Admission admission, InjectedFaults faults)
{
    private static readonly byte[] Ok = "Ok.\n"u8.ToArray();

    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (context.Request.Path == "/ping" || IsGreeting(context.Request))
                await context.Response.Body.WriteAsync(Ok);
            else if (context.Request.Path == "/")
                await RunAsync(context);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (EngineError error)
        {
            await ErrorResponse.WriteAsync(context, error);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionResetException or BadHttpRequestException)
        {
            context.Abort(); // the client has gone, or sent less than it promised
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
        using var place = await admission.EnterAsync(text.IsInsert, request.Owner, context.RequestAborted);
        await using var session = await QuerySession.OpenAsync(store, request, context.RequestAborted);
        if (text.IsInsert)
            await InsertExecution.RunAsync(session, text, faults, context);
        else
            await QueryExecution.RunAsync(session, text.Sql, context);
    }
}
