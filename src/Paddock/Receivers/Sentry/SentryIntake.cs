using System.Buffers.Binary;
using System.Text;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Blobs;
using Paddock.Protocols;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.SourceMaps;
using Paddock.Receivers.Intake;
using Paddock.Signals.Errors;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Receivers.Sentry;

/// <summary>By which key, when and through which path a request came.</summary>
internal readonly record struct SentryArrival(IngestProject Project, DateTimeOffset ReceivedAt, string? Client, string Receiver, string? Host, Sender Sender);

/// <summary>What one request brings on its way into one journal entry: rows, counts, and the files that must be durable before it.</summary>
internal sealed class SentryIntake(SentryArrival arrival, AttributeCatalog catalog, SeriesDirectory series, JobRoom jobs, IssueDirectory issues, InboundFilters filters, RateLimits limits) : IDisposable
{
    /// <summary>Of an envelope, as Relay has it.</summary>
    public const int MostAttachments = SentryLimits.AttachmentsPerEnvelope;

    private readonly long _received = arrival.ReceivedAt.ToUnixNanoseconds();
    private readonly byte[] _traceId = new byte[16];

    public SentryArrival Arrival { get; } = arrival;

    public EntryWriter Entry { get; } = new(arrival.ReceivedAt.ToUnixNanoseconds());

    /// <summary>For the free attributes of one row after the other.</summary>
    public AttributeBag Attributes { get; } = catalog.TakeBag();

    public SamplesWriter Samples { get; } = new(series);

    public JobRoom Jobs { get; } = jobs;

    public IssueDirectory Issues { get; } = issues;

    public InboundFilters Filters { get; } = filters;

    /// <summary>Those that something of the request was above.</summary>
    public HashSet<ReachedLimit> Reached { get; } = [];

    /// <summary>Why the event of the envelope is not kept by intent: what is attached to it is of no use, either. Null: it is kept, or there is none.</summary>
    public (Outcome Outcome, string Reason)? EventDropped { get; set; }

    public List<(BlobName Name, ReadOnlyMemory<byte> Content)> Blobs { get; } = [];

    /// <summary>What the parsers are told.</summary>
    public EventContext Context { get; private set; } = new() { FallbackEventId = Guid.CreateVersion7(arrival.ReceivedAt), ReceivedAt = arrival.ReceivedAt, Client = arrival.Client, Rules = arrival.Project.Grouping };

    /// <summary>Of the event that it brings.</summary>
    public SourceMapSet? Maps { set => Context = Context with { Maps = value }; }

    public long ReceivedAt => _received;

    public void Open(EnvelopeHeader header) => Context = Context with
    {
        EventId = header.EventId,
        SentAt = header.SentAt,
        SampleRate = header.SampleRate,
        Own = new OwnAddress(Arrival.Project.Id, Arrival.Host),
    };

    public LedgerKey Key(string signal) => new(Arrival.Project.Id, Arrival.Receiver, signal);

    public void Received(string signal, ulong quantity = 1) => Ledger.Count(Entry, Key(signal), Outcome.Received, "", quantity);

    /// <summary>Counts records that are not stored by intent.</summary>
    public void Filter(string signal, string reason, ulong quantity = 1)
    {
        Received(signal, quantity);
        Ledger.Count(Entry, Key(signal), Outcome.Filtered, reason, quantity);
    }

    /// <summary>Counts records that cannot be used.</summary>
    public SentryAnswer Refuse(string signal, SentryAnswer answer, ulong quantity = 1)
    {
        Received(signal, quantity);
        Ledger.Count(Entry, Key(signal), Outcome.Invalid, answer.Reason, quantity);
        return answer;
    }

    /// <summary>Counts a record that was one too many.</summary>
    public SentryAnswer Limit(string signal, SentryAnswer answer) => Drop(signal, Outcome.Limited, answer.Reason, answer);

    /// <summary>Counts a record as received that nothing is against but a limit.</summary>
    /// <returns>Null: it may come in.</returns>
    public SentryAnswer? Admit(string signal)
    {
        if (limits.Take(Arrival.Project, signal) is { } reached)
        {
            Reached.Add(reached);
            return Limit(signal, new SentryAnswer(reached));
        }
        Received(signal);
        return null;
    }

    /// <summary>Counts a record that goes no further.</summary>
    public T Drop<T>(string signal, Outcome outcome, string reason, T answer)
    {
        Received(signal);
        Ledger.Count(Entry, Key(signal), outcome, reason, 1);
        return answer;
    }

    /// <summary>A time outside of what is kept would scatter one insert over many partitions: it is an outcome, not a row.</summary>
    public SentryAnswer? OutOfRange(long unixNanoseconds)
    {
        if (unixNanoseconds < (Arrival.ReceivedAt - TimeSpan.FromDays(Arrival.Project.RetentionDays)).ToUnixNanoseconds()) return SentryAnswer.TooOld;
        return unixNanoseconds > (Arrival.ReceivedAt + TimeSpan.FromHours(1)).ToUnixNanoseconds() ? SentryAnswer.InFuture : null;
    }

    /// <summary>The first columns of a row. Its trace id is overwritten by the next one.</summary>
    public Correlation Correlation(in SentryOrigin origin, long time, long originalTime)
    {
        BinaryPrimitives.WriteUInt128BigEndian(_traceId, origin.TraceId);
        return new Correlation
        {
            Project = Arrival.Project.Id,
            Time = time,
            RetentionDays = Arrival.Project.RetentionDays,
            ReceivedAt = _received,
            ClockSkew = time - originalTime,
            Receiver = Arrival.Receiver,
            Environment = origin.Environment.Span,
            Release = origin.Release.Span,
            Service = origin.Service.Span,
            Host = origin.Host.Span,
            TraceId = origin.TraceId == 0 ? default : _traceId,
            SpanId = origin.SpanId,
            SessionId = origin.SessionId.Span,
            DistinctId = DistinctIds.Legal(origin.UserId.Span),
        };
    }

    /// <summary>Begins the free attributes of a row: the record's own, then what has no column of its own.</summary>
    public void BeginAttributes(IReadOnlyList<SentryAttribute> attributes, in SentryOrigin origin)
    {
        Attributes.Begin(Arrival.Project.Id);
        foreach (var (key, value) in attributes) Attributes.Add(key.Span, value.Span);
        AddAttribute("user.email"u8, origin.UserEmail);
        AddAttribute("user.name"u8, origin.UserName);
        AddAttribute("sdk.name"u8, origin.SdkName);
        AddAttribute("sdk.version"u8, origin.SdkVersion);
    }

    public void AddAttribute(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        if (!value.IsEmpty) Attributes.Add(name, value.Span);
    }

    public static ReadOnlySpan<byte> Utf8(string? text) => text is null ? default : Encoding.UTF8.GetBytes(text);

    public void Dispose()
    {
        Entry.Dispose();
        Attributes.Dispose();
    }
}
