using System.Buffers;
using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>Any statement without data: checked, run, and its result sent whole or piece by piece.</summary>
internal static class QueryExecution
{
    private const int WriteBytes = 64 << 10;

    internal static async Task RunAsync(QuerySession session, ReadOnlyMemory<byte> sql, HttpContext context)
    {
        var queryClass = await session.RunAsync(connection => StatementCheck.Run(connection, sql.Span, HttpMethods.IsGet(context.Request.Method)));
        var output = session.Request.WaitEndOfQuery ? null : OutputFormats.Streamable(sql.Span, session.Request.Format);
        var statement = session.Request.Statement(sql, session.Request.Format);
        var format = output?.Name ?? session.Request.Format;
        context.Response.ContentType = OutputFormats.ContentType(format);
        context.Response.Headers["X-ClickHouse-Format"] = format;
        if (output is not null)
            await StreamAsync(session, statement, output, context);
        else
            await SendWholeAsync(session, statement, context);
        if (queryClass != LibChdb.QueryClass.ReadOnly)
            await session.SyncAsync();
    }

    private static async Task SendWholeAsync(QuerySession session, Statement statement, HttpContext context)
    {
        using var result = await session.RunAsync(connection =>
        {
            foreach (var limit in session.Request.MissingResultLimits())
                connection.Query(Statement.Of(limit)).Dispose();
            return connection.Query(statement);
        });
        Summary.Write(context.Response, result);
        context.Response.ContentLength = result.Length;
        await WriteAsync(context, result, start: 0);
    }

    /// <summary>Always one piece ahead, so that a small result has a length and an error in its second piece is still an error response.</summary>
    private static async Task StreamAsync(QuerySession session, Statement statement, StreamedFormat format, HttpContext context)
    {
        var stream = await session.RunAsync(connection => connection.BeginStream(statement));
        var ended = false;
        ChdbResult? piece = null;
        try
        {
            piece = await session.RunAsync(connection => connection.Fetch(stream));
            Summary.Write(context.Response, piece);
            for (var first = true; !ended; first = false)
            {
                var next = await session.RunAsync(connection => connection.Fetch(stream));
                ended = next.Length == 0;
                if (first && ended)
                    context.Response.ContentLength = piece.Length;
                await WriteAsync(context, piece, start: first ? 0 : format.HeaderLength(piece));
                piece.Dispose();
                piece = next;
            }
        }
        finally
        {
            piece?.Dispose();
            await session.RunAsync(connection => connection.EndStream(stream, cancel: !ended));
        }
    }

    private static async Task WriteAsync(HttpContext context, ChdbResult result, long start)
    {
        var writer = context.Response.BodyWriter;
        for (; start < result.Length; start += WriteBytes)
        {
            writer.Write(result.Slice(start, (int)Math.Min(WriteBytes, result.Length - start)));
            await writer.FlushAsync(context.RequestAborted);
        }
    }
}
