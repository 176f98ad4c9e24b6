using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>
/// What every record of every signal carries, first and in this order: whose it is, when it was, and the keys by which it is joined to the others.
/// Nothing on the way may drop a key that it was given. Texts are UTF-8; what is unknown stays empty.
/// </summary>
internal ref struct Correlation
{
    public static readonly Column[] Columns =
    [
        new("project", ColumnType.UInt32),
        new("time", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("retention", ColumnType.UInt16),
        new("received_at", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("clock_skew", ColumnType.Int64),
        new("receiver", ColumnType.LowCardinality),
        new("environment", ColumnType.LowCardinality),
        new("release", ColumnType.LowCardinality),
        new("service", ColumnType.LowCardinality),
        new("host", ColumnType.LowCardinality),
        new("trace_id", ColumnType.FixedString16),
        new("span_id", ColumnType.UInt64),
        new("session_id", ColumnType.String),
        new("visitor_id", ColumnType.UInt64),
        new("distinct_id", ColumnType.String),
        new("route", ColumnType.LowCardinality),
        new("url_path", ColumnType.String),
    ];

    /// <summary>
    /// SQL: a trace's id as people write it, 32 lower-case digits; empty: none. Tables have an index on these very words, so that
    /// <c>trace_id = '…'</c> over a view uses it; written another way, such as with a toFixedString, the engine does not see that they are the same.
    /// </summary>
    public const string TraceText = "if(empty(trace_id), '', lower(hex(trace_id)))";

    private const string TraceIndex = "trace_text_index";

    /// <summary>The first columns of every view of the public contract, but for the attributes.</summary>
    public const string ViewColumns = $$"""
        time, received_at, environment, release, service, host,
            {{TraceText}} AS trace_id,
            if(span_id = 0, '', leftPad(lower(hex(span_id)), 16, '0')) AS span_id,
            session_id, if(visitor_id = 0, '', leftPad(lower(hex(visitor_id)), 16, '0')) AS visitor_id, distinct_id,
            {{Person}} AS person_id, route, url_path, receiver
        """;

    /// <summary>SQL: who a visitor is wherever visitors are counted, a visitor_id, else a distinct_id; of rows that have either.</summary>
    public const string Visitor = "if(visitor_id = 0, sipHash64(distinct_id), visitor_id)";

    /// <summary>SQL: whether a row has a <see cref="Visitor"/>.</summary>
    public const string HasVisitor = "(visitor_id != 0 OR distinct_id != '')";

    /// <summary>SQL: the person whose distinct_id it is, as links say now.</summary>
    public const string Person = "dictGetOrDefault('paddock.person_of', 'person', (project, distinct_id), distinct_id)";

    public static readonly Migration TraceMigration = new(17, "traces found by their text",
    [
        .. new[] { "errors", "logs", "spans", "events" }.SelectMany(static table => new[]
        {
            $"ALTER TABLE paddock.{table} DROP INDEX IF EXISTS trace_id_index, ADD INDEX IF NOT EXISTS {TraceIndex} ({TraceText}) TYPE bloom_filter(0.01) GRANULARITY 1",
            $"ALTER TABLE paddock.{table} MATERIALIZE INDEX {TraceIndex}",
        }),
    ]);

    public required int Project;

    /// <summary>Nanoseconds since 1970 UTC, by our clock.</summary>
    public required long Time;

    /// <summary>Days; rows of one number go together.</summary>
    public required ushort RetentionDays;

    /// <summary>Nanoseconds since 1970 UTC.</summary>
    public required long ReceivedAt;

    /// <summary>Nanoseconds that were added to the time that the client gave, because its clock was wrong; 0 when it was trusted.</summary>
    public long ClockSkew;

    /// <summary>The door, such as "sentry/envelope": one of our own words.</summary>
    public required string Receiver;

    public ReadOnlySpan<byte> Environment;
    public ReadOnlySpan<byte> Release;
    public ReadOnlySpan<byte> Service;
    public ReadOnlySpan<byte> Host;

    /// <summary>16 bytes or none.</summary>
    public ReadOnlySpan<byte> TraceId;

    /// <summary>The eight bytes as a big-endian number; 0: none.</summary>
    public ulong SpanId;

    /// <summary>The client's own.</summary>
    public ReadOnlySpan<byte> SessionId;

    /// <summary>Ours, of a day's salt, or made of the device's id where a client brings one; 0: none.</summary>
    public ulong VisitorId;

    /// <summary>Whoever the client says it is; whose person that is, is asked when reading.</summary>
    public ReadOnlySpan<byte> DistinctId;

    public ReadOnlySpan<byte> Route;
    public ReadOnlySpan<byte> UrlPath;

    public readonly void Write(RowWriter row)
    {
        row.UInt32((uint)Project);
        row.DateTime64(Time);
        row.UInt16(RetentionDays);
        row.DateTime64(ReceivedAt);
        row.Int64(ClockSkew);
        row.String(Receiver);
        row.String(Environment);
        row.String(Release);
        row.String(Service);
        row.String(Host);
        if (TraceId.IsEmpty) row.Default();
        else row.FixedString16(TraceId);
        row.UInt64(SpanId);
        row.String(SessionId);
        row.UInt64(VisitorId);
        row.String(DistinctId);
        row.String(Route);
        row.String(UrlPath);
    }
}
