using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>
/// One piece of work in a trace, scrubbed and trimmed: a transaction itself, a span in it, or a span sent by itself. Texts are UTF-8, empty where the
/// client says nothing. A span is used again for the next one: what was taken from it holds until then.
/// </summary>
public sealed class SentrySpan : IAttributeTarget
{
    internal SpanDraft Draft;

    public SentryOrigin Origin { get; internal set; }

    /// <summary>0 for the first span of a trace.</summary>
    public ulong ParentSpanId { get; internal set; }

    /// <summary>Corrected by the client clock's drift; unix nanoseconds.</summary>
    public long StartUnixNanoseconds { get; internal set; }

    /// <summary>As the client's clock said.</summary>
    public long OriginalStartUnixNanoseconds { get; internal set; }

    /// <summary>The client's clock was wrong and the time was corrected.</summary>
    public bool Skewed { get; internal set; }

    public long DurationNanoseconds { get; internal set; }

    /// <summary>The first span of its service in the trace: a transaction, or a segment as newer SDKs call it.</summary>
    public bool IsRoot { get; internal set; }

    /// <summary>What was done: the statement, the request's method and URL, the function. Never empty.</summary>
    public ReadOnlyMemory<byte> Name { get; internal set; }

    /// <summary>Sentry's kind of work: http.server, db.query, ui.action…</summary>
    public ReadOnlyMemory<byte> Op { get; internal set; }

    /// <summary>server, client, producer, consumer or internal: as the client says, else by <see cref="Op"/>.</summary>
    public ReadOnlyMemory<byte> Kind { get; internal set; }

    /// <summary>ok, error, or one of Sentry's words for what went wrong: not_found, internal_error, cancelled…</summary>
    public ReadOnlyMemory<byte> Status { get; internal set; }

    /// <summary>The name of the root that this span is in.</summary>
    public ReadOnlyMemory<byte> Transaction { get; internal set; }

    /// <summary>The pattern of the URL, without a method before it; empty when the client knows only the URL itself (see <see cref="RouteNames"/>).</summary>
    public ReadOnlyMemory<byte> Route { get; internal set; }

    /// <summary>Without userinfo and secret parameters.</summary>
    public ReadOnlyMemory<byte> Url { get; internal set; }

    public ReadOnlyMemory<byte> UrlPath { get; internal set; }

    public ReadOnlyMemory<byte> HttpMethod { get; internal set; }

    /// <summary>0 when there is none.</summary>
    public ushort HttpStatus { get; internal set; }

    public ReadOnlyMemory<byte> DbSystem { get; internal set; }

    /// <summary>Without its values (<see cref="Statements.DatabaseStatement"/>), as is the name where the client gives the statement as name, too.</summary>
    public ReadOnlyMemory<byte> DbStatement { get; internal set; }

    /// <summary>The same for equal statements; 0: no statement.</summary>
    public ulong DbFingerprint { get; internal set; }

    public ReadOnlyMemory<byte> Platform { get; internal set; }

    /// <summary>Which share of such spans the client sends: every count is weighted by 1 / this.</summary>
    public double SampleRate { get; internal set; } = 1;

    /// <summary>It traces the sending of records to this server, which nobody asked for.</summary>
    public bool IsOwnUpload { get; internal set; }

    /// <summary>What is not a field above, each key once, at most 128.</summary>
    public IReadOnlyList<SentryAttribute> Attributes => AttributeList;

    internal Utf8Arena Texts { get; } = new();

    internal List<SentryAttribute> AttributeList { get; } = [];

    Utf8Arena IAttributeTarget.Texts => Texts;

    List<SentryAttribute> IAttributeTarget.AttributeList => AttributeList;

    bool IAttributeTarget.TryTake(ReadOnlySpan<char> key, ReadOnlyMemory<byte> value) => SpanAttributes.TryTake(this, key, value);

    internal void Clear()
    {
        Texts.Clear();
        AttributeList.Clear();
        Draft = default;
        Origin = default;
        ParentSpanId = 0;
        StartUnixNanoseconds = OriginalStartUnixNanoseconds = DurationNanoseconds = 0;
        Skewed = IsRoot = IsOwnUpload = false;
        Name = Op = Kind = Status = Transaction = Route = Url = UrlPath = HttpMethod = DbSystem = DbStatement = Platform = default;
        HttpStatus = 0;
        DbFingerprint = 0;
        SampleRate = 1;
    }
}
