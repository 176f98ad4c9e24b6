using Microsoft.AspNetCore.Http;
using Paddock.Engine.Faults;

namespace Paddock.Engine.Http;

/// <summary>An INSERT with data: the data goes to the engine as it arrives, and counts only when the whole body came in.</summary>
internal static class InsertExecution
{
    internal static async Task RunAsync(QuerySession session, RequestText text, InjectedFaults faults, HttpContext context)
    {
        await faults.PassAsync(FaultPoint.BeforeInsert, context.RequestAborted);
        var statement = session.Request.Statement(text.Sql, text.InsertFormat);
        var insert = await session.RunAsync(connection => connection.BeginInsert(statement));
        try
        {
            await foreach (var piece in text.ReadDataAsync(context.RequestAborted))
                if (!await session.RunAsync(_ => insert.Append(piece.Span)))
                    break; // it has failed already; Finish tells the reason
            using var result = await session.RunAsync(_ => insert.Finish());
            await session.SyncAsync();
            Summary.Write(context.Response, result);
        }
        finally
        {
            await session.RunAsync(_ => insert.Dispose()); // cancels what is not finished
        }

        await faults.PassAsync(FaultPoint.AfterInsertBeforeReply, context.RequestAborted);
    }
}
