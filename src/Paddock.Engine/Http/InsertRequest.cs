using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;
using Paddock.Engine.Store;

namespace Paddock.Engine.Http;

/// <summary>An INSERT with data: the data goes to the engine as it arrives, and counts only when the whole body came in.</summary>
internal static class InsertRequest
{
    internal static async Task RunAsync(EngineStore store, ChdbConnection connection, QueryRequest request, RequestText text, HttpContext context)
    {
        var threads = store.Threads;
        var insert = await threads.RunAsync(() => connection.BeginInsert(request.Statement(text.Sql, text.InsertFormat)));
        try
        {
            await foreach (var piece in text.ReadDataAsync(context.RequestAborted))
                if (!await threads.RunAsync(() => insert.Append(piece.Span)))
                    break;
            using var result = await threads.RunAsync(insert.Finish);
            Summary.Write(context.Response, result);
        }
        catch (Exception exception) when (exception is not EngineError)
        {
            await threads.RunAsync(insert.Cancel);
            throw;
        }
        finally
        {
            await threads.RunAsync(insert.Dispose);
        }
    }
}
