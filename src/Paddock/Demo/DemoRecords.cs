using System.Buffers.Binary;
using System.Text;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Analytics;
using Paddock.Signals.Errors;
using Paddock.Signals.Logs;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Product;

namespace Paddock.Demo;

/// <summary>Whose page, request or line it is; what the records of one request have in common.</summary>
internal sealed record DemoRequest(long Time, string Release, string Route, string Path, UInt128 TraceId, ulong SpanId, ulong VisitorId, string DistinctId);

/// <summary>Writes the demo's records as the doors do, into one journal entry at a time.</summary>
internal sealed class DemoRecords(int project, ushort retentionDays, long receivedAt, Journal journal, AttributeCatalog attributes, SeriesDirectory series) : IDisposable
{
    public const string Receiver = "demo";
    private const int EnoughBytes = 4 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly SamplesWriter samples = new(series);
    private readonly SeriesKey seriesKey = new();
    private readonly AttributeBag bag = attributes.TakeBag();
    private EntryWriter entry = new(receivedAt);

    public void Event(DemoRequest request, in EventRecord record, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(attributes);
        EventsRow.Write(entry, Received("events"), Correlate(request, request.SpanId), record, bag);
    }

    public void Span(DemoRequest request, ulong spanId, long start, in SpanRecord span)
    {
        Begin([]);
        SpansRow.Write(entry, Received("spans"), Correlate(request with { Time = start }, spanId), span, bag);
    }

    public void Log(DemoRequest request, long time, byte severity, string logger, string message, string template)
    {
        Begin([]);
        var record = new LogRecord { SeverityNumber = severity, Logger = Utf8(logger), Message = Utf8(message), Template = Utf8(template) };
        LogsRow.Write(entry, Received("logs"), Correlate(request with { Time = time }, request.SpanId), record, bag);
    }

    /// <summary>What the site says of who is signed in.</summary>
    public void Person(long time, string distinctId, string property, string value) => PeopleRow.Write(entry, Received("people"), 0, new PersonUpdate
    {
        Project = project,
        Time = time,
        RetentionDays = retentionDays,
        ReceivedAt = receivedAt,
        Receiver = Receiver,
        DistinctId = Utf8(distinctId),
        Operation = "set",
        Property = Utf8(property),
        Value = Utf8(value),
    });

    public void Check(Paddock.ClickHouse.Table table, long time, string monitor, string status, double milliseconds, string detail)
    {
        var correlation = new Correlation { Project = project, Time = time, RetentionDays = retentionDays, ReceivedAt = receivedAt, Receiver = Receiver, Environment = "production"u8 };
        var check = new CheckRecord { Monitor = Utf8(monitor), Status = Utf8(status), LatencyMilliseconds = milliseconds, Location = "here"u8, Detail = Utf8(detail) };
        ChecksRow.Write(entry, table, Received(table.Name), correlation, check);
    }

    public void Sample(long time, string name, string kind, string unit, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        seriesKey.Begin(Utf8(name));
        foreach (var (label, said) in labels) seriesKey.Add(Utf8(label), Utf8(said));
        var origin = new Correlation
        {
            Project = project,
            Time = time,
            RetentionDays = retentionDays,
            ReceivedAt = receivedAt,
            Receiver = Receiver,
            Environment = "production"u8,
            Service = "shop"u8,
            Host = "web-1"u8,
        };
        samples.Write(entry, Received("samples"), origin, seriesKey, Utf8(kind), Utf8(unit), value);
    }

    /// <param name="json">An event as Sentry's clients send it: scrubbed and grouped as theirs are.</param>
    public void Error(string json)
    {
        var context = new EventContext { FallbackEventId = Guid.CreateVersion7(), ReceivedAt = DateTimeOffset.UnixEpoch.AddTicks(receivedAt / 100) };
        if (EventParser.Parse(Encoding.UTF8.GetBytes(json), context, out var error) is not EventParseStatus.Ok) throw new InvalidOperationException(json);
        using (error) ErrorsRow.Write(entry, Received("errors"), error!, new ErrorArrival(project, retentionDays, receivedAt, Receiver));
    }

    public int Written { get; private set; }

    /// <summary>Makes durable what was written, when it has become enough.</summary>
    public async Task FlushAsync(bool all, CancellationToken cancellation)
    {
        if (entry.Rows == 0 || (entry.Length < EnoughBytes && !all)) return;
        while (await journal.AppendAsync(entry, cancellation) is not AppendResult.Durable) await Task.Delay(Pause, cancellation);
        Written += entry.Rows;
        entry.Dispose();
        entry = new EntryWriter(receivedAt);
    }

    public void Dispose()
    {
        entry.Dispose();
        bag.Dispose();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private LedgerKey Received(string signal)
    {
        var key = new LedgerKey(project, Receiver, signal);
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        return key;
    }

    private void Begin(ReadOnlySpan<(string Name, string Value)> given)
    {
        bag.Begin(project);
        foreach (var (name, value) in given) bag.Add(Utf8(name), Utf8(value));
    }

    private Correlation Correlate(DemoRequest request, ulong spanId)
    {
        var traceId = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(traceId, request.TraceId);
        return new Correlation
        {
            Project = project,
            Time = request.Time,
            RetentionDays = retentionDays,
            ReceivedAt = receivedAt,
            Receiver = Receiver,
            Environment = "production"u8,
            Release = Utf8(request.Release),
            Service = "shop"u8,
            Host = "web-1"u8,
            TraceId = traceId,
            SpanId = spanId,
            VisitorId = request.VisitorId,
            DistinctId = Utf8(request.DistinctId),
            Route = Utf8(request.Route),
            UrlPath = Utf8(request.Path),
        };
    }
}
