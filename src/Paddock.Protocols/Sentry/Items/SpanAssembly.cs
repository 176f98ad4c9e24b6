using System.Text;
using Paddock.Protocols.Statements;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>Puts a span together when all of it has been read.</summary>
internal static class SpanAssembly
{
    public static bool TryComplete(SentrySpan span, in EventContext context)
    {
        if (!TrySetTime(span, context))
            return false;
        span.SampleRate = span.Draft.SampleRate ?? context.SampleRate ?? 1;
        if (span.IsRoot && span.Transaction.IsEmpty)
            span.Transaction = span.Name;
        if (span.Route.IsEmpty && RouteNames.IsRoute(span.Draft.NameSource.Span))
            span.Route = RouteNames.WithoutMethod(span.Transaction);
        SetNames(span, context);
        return true;
    }

    /// <summary>A span in a transaction shares what the client says but once.</summary>
    public static bool TryCompleteChild(SentrySpan span, SentrySpan root, in EventContext context)
    {
        if (span.Origin.TraceId == 0)
            span.Origin = span.Origin with { TraceId = root.Origin.TraceId };
        if (!TrySetTime(span, context))
            return false;
        span.Origin = OriginAttributes.Merge(span.Origin, root.Origin);
        span.IsRoot = false;
        span.SampleRate = root.SampleRate;
        span.Transaction = root.Transaction;
        span.Route = root.Route;
        span.Platform = root.Platform;
        SetNames(span, context);
        return true;
    }

    private static bool TrySetTime(SentrySpan span, in EventContext context)
    {
        if (span.Origin.TraceId == 0 || span.Origin.SpanId == 0 || span.Draft.Start is not { } start)
            return false;
        var times = ItemTimes.Of(start, context);
        (span.StartUnixNanoseconds, span.OriginalStartUnixNanoseconds, span.Skewed) = (times.Corrected, times.Original, times.Skewed);
        span.DurationNanoseconds = span.Draft.End is { } end ? long.CreateSaturating(Int128.Max(0, (Int128)end - start)) : 0;
        return true;
    }

    private static void SetNames(SentrySpan span, in EventContext context)
    {
        if (span.Name.IsEmpty)
            span.Name = span.Op.IsEmpty ? span.Transaction.IsEmpty ? Unnamed : span.Transaction : span.Op;
        span.Kind = Said(span.Kind.Span) ?? KindOf(span.Op.Span);
        if (span.DbStatement.IsEmpty && IsQuery(span.Op.Span))
            span.DbStatement = span.Name;
        RemoveValues(span);
        if (span.UrlPath.IsEmpty)
            span.UrlPath = UrlPaths.Of(span.Url);
        span.IsOwnUpload = context.Own.IsTargetOf(span.Url.IsEmpty ? span.Name : span.Url);
    }

    private static void RemoveValues(SentrySpan span)
    {
        if (span.DbStatement.IsEmpty)
            return;
        var sent = span.DbStatement.Span;
        Span<byte> statement = stackalloc byte[DatabaseStatement.MostBytes];
        statement = statement[..DatabaseStatement.Normalize(SystemOf(span), sent, statement)];
        span.DbStatement = span.Texts.Add(statement);
        span.DbFingerprint = DatabaseStatement.Fingerprint(statement);
        var name = !statement.IsEmpty ? span.DbStatement : !span.Op.IsEmpty ? span.Op : Unnamed;
        if (span.Transaction.Span.SequenceEqual(sent))
            span.Transaction = name;
        if (span.Name.Span.SequenceEqual(sent))
            span.Name = name;
    }

    // db.redis says it, too.
    private static ReadOnlySpan<byte> SystemOf(SentrySpan span) => !span.DbSystem.IsEmpty ? span.DbSystem.Span : IsQuery(span.Op.Span) && span.Op.Length > 3 ? span.Op.Span[3..] : default;

    private static readonly ReadOnlyMemory<byte> Unnamed = "<unlabeled span>"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Server = "server"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Client = "client"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Producer = "producer"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Consumer = "consumer"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Internal = "internal"u8.ToArray();

    private static ReadOnlyMemory<byte>? Said(ReadOnlySpan<byte> kind)
    {
        foreach (var known in new[] { Server, Client, Producer, Consumer, Internal })
        {
            if (Ascii.EqualsIgnoreCase(kind, known.Span))
                return known;
        }
        return null;
    }

    private static ReadOnlyMemory<byte> KindOf(ReadOnlySpan<byte> op) =>
        op.SequenceEqual("http.server"u8) || op.SequenceEqual("websocket.server"u8) || op.SequenceEqual("grpc.server"u8) ? Server
        : op.SequenceEqual("queue.publish"u8) || op.StartsWith("queue.submit"u8) ? Producer
        : op.SequenceEqual("queue.process"u8) || op.StartsWith("queue.task"u8) ? Consumer
        : op.SequenceEqual("http"u8) || op.SequenceEqual("http.client"u8) || op.SequenceEqual("grpc.client"u8) || IsQuery(op) || op.StartsWith("cache"u8) ? Client
        : Internal;

    // db, db.query, db.sql.query, db.redis: not "db.connect" alone, but nobody could tell that apart by its name.
    private static bool IsQuery(ReadOnlySpan<byte> op) => op.StartsWith("db"u8) && (op.Length == 2 || op[2] == (byte)'.');
}
