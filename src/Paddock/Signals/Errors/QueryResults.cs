using System.Text.Json.Serialization;

namespace Paddock.Signals.Errors;

// What the queries return: one record a query, the names those of the SQL. Times are ClickHouse's text with nine digits, in UTC.

internal sealed record IssueCounts(
    uint Issue, string Title, string Value, string Culprit, string Level, string Platform, string Status, string FirstRelease,
    string FirstSeen, string LastSeen, ulong Events, ulong Users, byte Handled, byte Sampled, ulong Total, ulong TotalNew);

/// <param name="Kind">What they are together in: all or bucket.</param>
/// <param name="IsNow">0: of the period before, which has only all of them together.</param>
/// <param name="HasBefore">1 when the project has errors as old as the period before.</param>
internal sealed record ListTotals(string Kind, byte IsNow, uint Bucket, ulong Events, ulong Users, byte HasBefore);

internal sealed record AffectedCount(string Person, ulong Events, string LastSeen, ulong Total);

internal sealed record BucketCount(uint Issue, uint Bucket, ulong Events);

internal sealed record ReleaseCount(string Release, ulong Events, string FirstSeen);

internal sealed record TagValueCount(string Key, string Value, ulong Events, ulong Total);

internal sealed record ValueCount(string Found, ulong N);

internal sealed record HashCount(string Hash, ulong Events);

internal sealed record EventPlace(string EventId, string Time, ulong Total, ulong Position, string Previous, string Next);

/// <param name="Title">Its type; empty: it has none.</param>
internal sealed record FoundEventRow(string Id, uint Issue, string Title, string At);

internal sealed record StoredEvent(
    string EventId, string Time, string ReceivedAt, string Type, string Value, string Message, string Level, byte Handled, string Culprit,
    string Transaction, string Platform, string Logger, string Sdk, string Distribution, string Environment, string Release, string Host, string TraceId, string SpanId,
    string User, Dictionary<string, string> Tags, string Stack, string Breadcrumbs, string Request, string Contexts, string Extra, string Rest, string Remarks,
    long ClockSkew, double SampleRate);

/// <param name="Monday">Of the week in whose partition the row lies, as yyyy-MM-dd.</param>
internal sealed record StoredAttachment(string Name, ushort Retention, string Monday);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(IssueCounts))]
[JsonSerializable(typeof(ListTotals))]
[JsonSerializable(typeof(AffectedCount))]
[JsonSerializable(typeof(BucketCount))]
[JsonSerializable(typeof(ReleaseCount))]
[JsonSerializable(typeof(TagValueCount))]
[JsonSerializable(typeof(ValueCount))]
[JsonSerializable(typeof(HashCount))]
[JsonSerializable(typeof(EventPlace))]
[JsonSerializable(typeof(LeftEvent))]
[JsonSerializable(typeof(FoundEventRow))]
[JsonSerializable(typeof(StoredEvent))]
[JsonSerializable(typeof(StoredAttachment))]
internal sealed partial class ErrorsJson : JsonSerializerContext;
