using System.Globalization;
using Paddock.Protocols.Json;
using Paddock.Protocols.Statements;

namespace Paddock.Protocols.Otlp;

public enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

public enum SpanStatus
{
    Unset,
    Ok,
    Error,
}

/// <summary>One span, scrubbed and within <see cref="OtlpLimits"/>. Texts are UTF-8; one that was not sent is empty.</summary>
public sealed class OtlpSpan
{
    private const uint KnowsWhetherRemote = 0x100;
    private const uint ParentIsRemote = 0x200;

    private readonly byte[] _traceId = new byte[TraceIds.TraceIdBytes];
    private readonly OtlpReading _reading;

    internal OtlpSpan(OtlpReading reading)
    {
        _reading = reading;
        Attributes = new RecordAttributes(reading.Own, reading.Scope, reading.Resource);
    }

    /// <summary>16 bytes, never all zero.</summary>
    public ReadOnlySpan<byte> TraceId => _traceId;

    /// <summary>Never 0.</summary>
    public ulong SpanId { get; internal set; }

    /// <summary>0 for the root of a trace.</summary>
    public ulong ParentSpanId { get; internal set; }

    /// <summary>Nothing of its own service calls it. Clients that do not tell call it a server's or consumer's span then.</summary>
    public bool IsRoot =>
        ParentSpanId == 0 || ((Flags & KnowsWhetherRemote) != 0 ? (Flags & ParentIsRemote) != 0 : Kind is SpanKind.Server or SpanKind.Consumer);

    public ReadOnlySpan<byte> Name => Text(NameText);

    public SpanKind Kind { get; internal set; }

    /// <summary>When it began, since 1970; when it was received, for one without.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    /// <summary>0 for a span that ends before it begins.</summary>
    public ulong DurationNanoseconds => End > Start && Start != 0 ? End - Start : 0;

    public SpanStatus Status { get; internal set; }

    public ReadOnlySpan<byte> StatusMessage => Text(StatusText);

    /// <summary>The share of such spans that was kept: above 0, at most 1.</summary>
    public double SampleRate { get; internal set; }

    /// <summary>What happened meanwhile, exceptions above all, as a JSON array of objects with time (nanoseconds), name and attributes; empty when there is nothing.</summary>
    public ReadOnlySpan<byte> Events => _reading.Events.Json;

    /// <summary>Other spans that belong to it, as a JSON array of objects with trace_id, span_id and attributes; empty when there are none.</summary>
    public ReadOnlySpan<byte> Links => _reading.Links.Json;

    /// <summary>The instrumentation's name.</summary>
    public ReadOnlySpan<byte> Scope => _reading.ScopeName;

    public RecordAttributes Attributes { get; }

    /// <summary>0 when none was sent.</summary>
    public ushort HttpStatus => ushort.TryParse(Attributes[KnownAttribute.HttpStatus], NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : (ushort)0;

    /// <summary>The whole address of a request, which only clients (and servers of the older convention) send.</summary>
    public ReadOnlySpan<byte> Url => Attributes.Find("url.full"u8) is { IsEmpty: false } url ? url : Attributes.Find("http.url"u8);

    /// <summary>Of the request that this span serves. Servers that follow the older convention may send only the whole address.</summary>
    public ReadOnlySpan<byte> UrlPath =>
        Attributes[KnownAttribute.UrlPath] is { IsEmpty: false } path ? path
        : Kind == SpanKind.Server ? UrlPaths.Of(Url)
        : default;

    /// <summary>Without its values (<see cref="DatabaseStatement"/>), as is the name where it is the statement, too.</summary>
    public ReadOnlySpan<byte> DbStatement => Text(StatementText);

    /// <summary>The same for equal statements; 0: no statement.</summary>
    public ulong DbFingerprint => DatabaseStatement.Fingerprint(DbStatement);

    internal ulong Start { get; set; }

    internal ulong End { get; set; }

    internal uint Flags { get; set; }

    internal Slice NameText { get; set; }

    internal Slice StatusText { get; set; }

    internal Slice StatementText { get; set; }

    internal Span<byte> TraceIdBytes => _traceId;

    internal void Begin()
    {
        (Start, End, SpanId, ParentSpanId, Flags) = (0, 0, 0, 0, 0);
        (Kind, Status, SampleRate) = (SpanKind.Unspecified, SpanStatus.Unset, 1);
        NameText = StatusText = StatementText = default;
        _traceId.AsSpan().Clear();
    }

    internal void Complete(CleanText clean)
    {
        if (!clean.Echoes.IsEmpty)
        {
            NameText = clean.RemoveEchoes(_reading.Own.Text, NameText);
            StatusText = clean.RemoveEchoes(_reading.Own.Text, StatusText);
            _reading.Own.RemoveEchoes(clean);
            _reading.Events.RemoveEchoes(clean);
            _reading.Links.RemoveEchoes(clean);
        }
        RemoveValues();
    }

    private void RemoveValues()
    {
        var sent = Attributes[KnownAttribute.DbStatement];
        if (sent.IsEmpty)
            return;
        Span<byte> statement = stackalloc byte[DatabaseStatement.MostBytes];
        statement = statement[..DatabaseStatement.Normalize(Attributes[KnownAttribute.DbSystem], sent, statement)];
        var isName = Name.SequenceEqual(sent);
        var text = _reading.Own.Text;
        var start = text.Length;
        text.Write(statement);
        StatementText = text.Since(start);
        if (isName)
            NameText = StatementText;
    }

    private ReadOnlySpan<byte> Text(Slice slice) => _reading.Own.Text.Span(slice);
}
