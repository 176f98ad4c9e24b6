using System.Buffers.Binary;
using System.Text;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Protocols;
using Paddock.Protocols.Sentry;

namespace Paddock.Signals.Errors;

/// <summary>What the door adds to an event: whose it is, when and how it came.</summary>
/// <param name="VisitorId">Known to the script tag's door alone; 0: none.</param>
internal readonly record struct ErrorArrival(int Project, ushort RetentionDays, long ReceivedAtUnixNanoseconds, string Receiver, ulong VisitorId = 0);

/// <summary>An error event in row form, in the order of <see cref="ErrorsTable"/>.</summary>
internal static class ErrorsRow
{
    public static void Write(EntryWriter entry, LedgerKey key, ErrorEvent error, in ErrorArrival arrival)
    {
        Write(entry.BeginRow(ErrorsTable.Table, key, DedupKey(error.EventId)), error, arrival);
        entry.EndRow();
    }

    // An SDK, or a proxy before us, that repeats a request repeats its event's id.
    private static UInt128 DedupKey(Guid eventId) => BinaryPrimitives.ReadUInt128BigEndian(eventId.ToByteArray(bigEndian: true));

    private static void Write(RowWriter row, ErrorEvent error, in ErrorArrival arrival)
    {
        new Correlation
        {
            Project = arrival.Project,
            Time = error.TimeUnixNanoseconds,
            RetentionDays = arrival.RetentionDays,
            ReceivedAt = arrival.ReceivedAtUnixNanoseconds,
            ClockSkew = error.TimeUnixNanoseconds - error.OriginalTimeUnixNanoseconds,
            Receiver = arrival.Receiver,
            Environment = Utf8(error.Environment),
            Release = Utf8(error.Release),
            Host = Utf8(error.Host),
            TraceId = error.TraceId.Span,
            SpanId = error.SpanId.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(error.SpanId.Span),
            SessionId = Utf8(error.SessionId),
            VisitorId = arrival.VisitorId,
            DistinctId = DistinctIds.Legal(Utf8(error.UserId)),
            Route = Utf8(error.Route),
            UrlPath = Utf8(Path(error.RequestUrl)),
        }.Write(row);
        row.FixedString16(error.EventId.ToByteArray(bigEndian: true));
        WriteHashes(row, error);
        row.UInt16(error.GroupingVersion);
        row.String(error.Type);
        row.String(error.Value);
        row.String(error.Message);
        row.String(error.Level);
        row.UInt8(error.Handled switch { false => Unhandled, true => Handled, null => HandlingUnknown });
        row.String(error.Culprit);
        row.String(error.Transaction);
        row.String(error.Platform);
        row.String(error.Logger);
        row.String(error.SdkName is null ? null : $"{error.SdkName} {error.SdkVersion}".TrimEnd());
        row.String(error.Distribution);
        row.String(error.UserEmail);
        row.String(error.User.Span);
        WriteTags(row, error.Tags);
        row.String(error.Stack.Span);
        row.String(error.Breadcrumbs.Span);
        row.String(error.Request.Span);
        row.String(error.Contexts.Span);
        row.String(error.Extra.Span);
        row.String(error.Rest.Span);
        row.String(error.Remarks.Span);
        row.Float64(error.SampleRate);
    }

    public const byte Unhandled = 0, Handled = 1, HandlingUnknown = 2;

    private static void WriteHashes(RowWriter row, ErrorEvent error)
    {
        row.BeginArray(error.Hashes.Count);
        foreach (var hash in error.Hashes) row.Element(hash);
    }

    private static void WriteTags(RowWriter row, IReadOnlyList<Tag> tags)
    {
        row.BeginMap(tags.Count);
        foreach (var tag in tags) row.Entry(tag.Key, tag.Value);
    }

    private static ReadOnlySpan<byte> Utf8(string? text) => text is null ? default : Encoding.UTF8.GetBytes(text);

    private static string? Path(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var absolute) ? absolute.AbsolutePath : null;
}
