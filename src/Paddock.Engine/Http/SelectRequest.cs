using System.Buffers;
using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;
using Paddock.Engine.Store;

namespace Paddock.Engine.Http;

/// <summary>Any statement without data: one result, whole or piece by piece.</summary>
internal static class SelectRequest
{
    private const int WriteBytes = 64 << 10;

    internal static async Task RunAsync(EngineStore store, ChdbConnection connection, QueryRequest request, ReadOnlyMemory<byte> sql, HttpContext context)
    {
        await CheckAsync(store, connection, sql, context);
        await using var cancellation = QueryCancellation.Watch(store, request.QueryId, context.RequestAborted);
        var statement = request.Statement(sql, request.Format);
        context.Response.ContentType = OutputFormats.ContentType(request.Format);
        context.Response.Headers["X-ClickHouse-Format"] = request.Format;
        if (!request.WaitEndOfQuery && OutputFormats.CanStream(sql.Span, request.Format))
            await StreamAsync(store, connection, statement, context);
        else
            await SendWholeAsync(store, connection, statement, context);
    }

    private static async Task CheckAsync(EngineStore store, ChdbConnection connection, ReadOnlyMemory<byte> sql, HttpContext context)
    {
        var analysis = await store.Threads.RunAsync(() => connection.Classify(sql.Span));
        if (analysis.StatementCount > 1)
            throw EngineError.Of(EngineError.SyntaxError, "SYNTAX_ERROR", "Multi-statements are not allowed");
        if (analysis.StatementCount == 1 && analysis.Class != LibChdb.QueryClass.ReadOnly && HttpMethods.IsGet(context.Request.Method))
            throw EngineError.Of(EngineError.ReadOnly, "READONLY", "Cannot execute query in readonly mode: use POST for statements that change something");
    }

    private static async Task SendWholeAsync(EngineStore store, ChdbConnection connection, Statement statement, HttpContext context)
    {
        using var result = await store.Threads.RunAsync(() => connection.Query(statement));
        Summary.Write(context.Response, result);
        context.Response.ContentLength = result.Length;
        await WriteAsync(context, result);
    }

    private static async Task StreamAsync(EngineStore store, ChdbConnection connection, Statement statement, HttpContext context)
    {
        var threads = store.Threads;
        var stream = await threads.RunAsync(() => connection.BeginStream(statement));
        var ended = false;
        try
        {
            while (!ended)
            {
                using var piece = await threads.RunAsync(() => connection.Fetch(stream));
                ended = piece.Length == 0;
                await WriteAsync(context, piece);
            }
        }
        catch (EngineError)
        {
            ended = true;
            throw;
        }
        finally
        {
            await threads.RunAsync(() => connection.EndStream(stream, cancel: !ended));
        }
    }

    private static async Task WriteAsync(HttpContext context, ChdbResult result)
    {
        var writer = context.Response.BodyWriter;
        for (long start = 0; start < result.Length; start += WriteBytes)
        {
            writer.Write(result.Slice(start, (int)Math.Min(WriteBytes, result.Length - start)));
            await writer.FlushAsync(context.RequestAborted);
        }
    }
}
