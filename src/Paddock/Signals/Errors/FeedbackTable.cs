using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors;

/// <summary>What users wrote about what went wrong, and the files that came with events.</summary>
internal static class FeedbackTable
{
    /// <summary>Written in journals: the ids are never reused, columns are only ever appended.</summary>
    public static readonly Table Feedback = new(11, "feedback",
    [
        .. Correlation.Columns,
        new("event_id", ColumnType.FixedString16),
        new("about_event_id", ColumnType.FixedString16),
        new("name", ColumnType.String),
        new("email", ColumnType.String),
        new("message", ColumnType.String),
        new("url", ColumnType.String),
        new("source", ColumnType.LowCardinality),
    ]);

    /// <inheritdoc cref="Feedback"/>
    public static readonly Table Attachments = new(12, "attachments",
    [
        .. Correlation.Columns,
        new("event_id", ColumnType.FixedString16),
        new("name", ColumnType.String),
        new("content_type", ColumnType.LowCardinality),
        new("kind", ColumnType.LowCardinality),
        new("size", ColumnType.UInt64),
        new("blob", ColumnType.String),
    ]);

    public static readonly Migration Migration = new(10, "feedback and attachments",
        TableDdl.Create(Feedback, "project, time", ["about_event_id TYPE bloom_filter(0.01)"]),
        TableDdl.Create(Attachments, "project, time", ["event_id TYPE bloom_filter(0.01)"]));

    public static readonly string RecentFeedbackSql = DedupKey.RecentSql("feedback", "MD5(event_id)");

    public static readonly string RecentAttachmentsSql = DedupKey.RecentSql("attachments", "MD5(concat(event_id, blob))", "event_id != toFixedString('', 16)");

    /// <summary>The files of errors that are kept.</summary>
    public static readonly string KeepAttachmentsSql = $"(project, event_id) IN (SELECT project, event_id FROM paddock.errors WHERE retention = {Retention.ForGood})";

    public static readonly string FeedbackView = $$"""
        SELECT {{Correlation.ViewColumns}}, lower(hex(event_id)) AS event_id,
            if(about_event_id = toFixedString('', 16), '', lower(hex(about_event_id))) AS about_event_id, name, email, message, url, source
        FROM paddock.feedback
        PREWHERE project = {project}
        """;

    public static readonly string AttachmentsView = $$"""
        SELECT {{Correlation.ViewColumns}}, if(event_id = toFixedString('', 16), '', lower(hex(event_id))) AS event_id, name, content_type, kind, size, blob
        FROM paddock.attachments
        PREWHERE project = {project}
        """;
}

/// <summary>A user's word; texts are UTF-8.</summary>
internal ref struct FeedbackRecord
{
    /// <summary>16 bytes.</summary>
    public required ReadOnlySpan<byte> EventId;

    /// <summary>The error that it is about, 16 bytes or none.</summary>
    public ReadOnlySpan<byte> AboutEventId;

    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> Email;

    /// <summary>At most 4,096 characters.</summary>
    public ReadOnlySpan<byte> Message;

    public ReadOnlySpan<byte> Url;

    /// <summary>Such as widget or crash_report.</summary>
    public ReadOnlySpan<byte> Source;
}

/// <summary>A file; texts are UTF-8.</summary>
internal ref struct AttachmentRecord
{
    /// <summary>The event that it came with, 16 bytes or none.</summary>
    public ReadOnlySpan<byte> EventId;

    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> ContentType;

    /// <summary>Such as event.attachment or event.minidump.</summary>
    public ReadOnlySpan<byte> Kind;

    public ulong Size;

    /// <summary>The SHA-256 of its bytes in hexadecimal digits: its name among the blobs.</summary>
    public ReadOnlySpan<byte> Blob;
}

internal static class FeedbackRow
{
    public static void Write(EntryWriter entry, LedgerKey key, in Correlation correlation, in FeedbackRecord feedback)
    {
        var row = entry.BeginRow(FeedbackTable.Feedback, key, DedupKey.Of(feedback.EventId));
        correlation.Write(row);
        row.FixedString16(feedback.EventId);
        if (feedback.AboutEventId.IsEmpty) row.Default();
        else row.FixedString16(feedback.AboutEventId);
        row.String(feedback.Name);
        row.String(feedback.Email);
        row.String(feedback.Message);
        row.String(feedback.Url);
        row.String(feedback.Source);
        entry.EndRow();
    }

    /// <summary>One row. A file that comes twice with one event is one.</summary>
    public static void Write(EntryWriter entry, LedgerKey key, in Correlation correlation, in AttachmentRecord attachment)
    {
        var row = entry.BeginRow(FeedbackTable.Attachments, key, attachment.EventId.IsEmpty ? 0 : DedupKey.Of(attachment.EventId, attachment.Blob));
        correlation.Write(row);
        if (attachment.EventId.IsEmpty) row.Default();
        else row.FixedString16(attachment.EventId);
        row.String(attachment.Name);
        row.String(attachment.ContentType);
        row.String(attachment.Kind);
        row.UInt64(attachment.Size);
        row.String(attachment.Blob);
        entry.EndRow();
    }
}
