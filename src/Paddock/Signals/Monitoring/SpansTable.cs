using System.Buffers.Binary;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;

namespace Paddock.Signals.Monitoring;

/// <summary>One row a span; a transaction is its root span.</summary>
internal static class SpansTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Table = new(4, "spans",
    [
        .. Correlation.Columns,
        new("parent_span_id", ColumnType.UInt64),
        new("name", ColumnType.LowCardinality),
        new("op", ColumnType.LowCardinality),
        new("kind", ColumnType.LowCardinality),
        new("duration_ns", ColumnType.UInt64),
        new("status", ColumnType.LowCardinality),
        new("status_message", ColumnType.String),
        new("is_root", ColumnType.UInt8),
        new("transaction", ColumnType.LowCardinality),
        new("db_system", ColumnType.LowCardinality),
        new("db_statement", ColumnType.String),
        new("db_fingerprint", ColumnType.UInt64),
        new("http_method", ColumnType.LowCardinality),
        new("http_status", ColumnType.UInt16),
        new("events", ColumnType.String),
        new("links", ColumnType.String),
        new("sample_rate", ColumnType.Float64),
        .. AttributeNames.Columns,
    ]);

    public static readonly Migration Migration = new(5, "spans",
        TableDdl.Create(Table, "project, time", ["trace_id TYPE bloom_filter(0.01)", "db_fingerprint TYPE bloom_filter(0.01)", "distinct_id TYPE bloom_filter(0.01)"]));

    public static readonly string RecentKeysSql = DedupKey.RecentSql("spans", "MD5(concat(trace_id, reinterpretAsFixedString(span_id)))", "span_id != 0");

    public static readonly string View = $$"""
        SELECT {{Correlation.ViewColumns}}, {attributes:spans},
            if(parent_span_id = 0, '', leftPad(lower(hex(parent_span_id)), 16, '0')) AS parent_span_id,
            name, op, kind, duration_ns, status, status_message, is_root, transaction, db_system, db_statement,
            if(db_fingerprint = 0, '', leftPad(lower(hex(db_fingerprint)), 16, '0')) AS db_fingerprint, http_method, http_status, events, links, sample_rate
        FROM paddock.spans
        PREWHERE project = {project}
        """;
}

/// <summary>A span; texts are UTF-8. Its own id, its trace and its start are the correlation's.</summary>
internal ref struct SpanRecord
{
    /// <summary>0: none.</summary>
    public ulong ParentSpanId;

    public ReadOnlySpan<byte> Name;

    /// <summary>Sentry's "db", "http.server"; empty: unknown.</summary>
    public ReadOnlySpan<byte> Op;

    /// <summary>internal, server, client, producer or consumer; empty: unknown.</summary>
    public ReadOnlySpan<byte> Kind;

    public ulong DurationNanoseconds;

    /// <summary>ok, error, or Sentry's finer words such as not_found; empty: not set.</summary>
    public ReadOnlySpan<byte> Status;

    public ReadOnlySpan<byte> StatusMessage;

    /// <summary>Nothing of its own service calls it: a request, a job.</summary>
    public bool IsRoot;

    /// <summary>The name of the root span; empty: unknown.</summary>
    public ReadOnlySpan<byte> Transaction;

    public ReadOnlySpan<byte> DbSystem;

    /// <summary>Without its values.</summary>
    public ReadOnlySpan<byte> DbStatement;

    /// <summary>Of the statement; 0: none.</summary>
    public ulong DbFingerprint;

    public ReadOnlySpan<byte> HttpMethod;

    /// <summary>0: none.</summary>
    public ushort HttpStatus;

    /// <summary>JSON array; empty: none.</summary>
    public ReadOnlySpan<byte> Events;

    /// <summary>JSON array; empty: none.</summary>
    public ReadOnlySpan<byte> Links;

    /// <summary>The share of requests that are sent, above 0 up to 1: a row counts 1 / rate.</summary>
    public double SampleRate;
}

internal static class SpansRow
{
    /// <summary>30 days: what is longer comes of a wrong clock, and would be all that sums and percentiles show.</summary>
    private const ulong LongestNanoseconds = 30UL * 24 * 3600 * 1_000_000_000;

    /// <summary>One row; its attributes were added since <see cref="AttributeBag.Begin"/>. Of two spans with one id in one trace the first is stored.</summary>
    public static void Write(EntryWriter entry, LedgerKey key, in Correlation correlation, in SpanRecord span, AttributeBag attributes)
    {
        var row = entry.BeginRow(SpansTable.Table, key, Dedup(correlation));
        correlation.Write(row);
        row.UInt64(span.ParentSpanId);
        row.String(span.Name);
        row.String(span.Op);
        row.String(span.Kind);
        row.UInt64(span.DurationNanoseconds <= LongestNanoseconds ? span.DurationNanoseconds : 0);
        row.String(span.Status);
        row.String(span.StatusMessage);
        row.UInt8(span.IsRoot ? (byte)1 : (byte)0);
        row.String(span.Transaction);
        row.String(span.DbSystem);
        row.String(span.DbStatement);
        row.UInt64(span.DbFingerprint);
        row.String(span.HttpMethod);
        row.UInt16(span.HttpStatus);
        row.String(span.Events);
        row.String(span.Links);
        row.Float64(span.SampleRate);
        attributes.Write(row);
        entry.EndRow();
    }

    private static UInt128 Dedup(in Correlation correlation)
    {
        if (correlation.TraceId.IsEmpty || correlation.SpanId == 0) return 0;
        Span<byte> spanId = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(spanId, correlation.SpanId);
        return DedupKey.Of(correlation.TraceId, spanId);
    }
}
