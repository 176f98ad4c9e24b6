using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Protocols.Sentry;

/// <summary>
/// One error, scrubbed and trimmed: nothing in it is a secret, a visitor's address or longer than its limit. The JSON parts are UTF-8 slices
/// of one pooled buffer, valid JSON, empty when the client sent none; they must not be used after <see cref="Dispose"/>.
/// </summary>
public sealed class ErrorEvent : IDisposable
{
    private JsonBuffer? _buffer;

    public Guid EventId { get; internal set; }

    /// <summary>When it happened, corrected by the client clock's drift; unix nanoseconds.</summary>
    public long TimeUnixNanoseconds { get; internal set; }

    /// <summary>As the client's clock said; equal to <see cref="TimeUnixNanoseconds"/> unless <see cref="Skewed"/>.</summary>
    public long OriginalTimeUnixNanoseconds { get; internal set; }

    /// <summary>The client's clock was wrong and the time was corrected.</summary>
    public bool Skewed { get; internal set; }

    public string? Environment { get; internal set; }

    public string? Release { get; internal set; }

    /// <summary>Sentry's dist: one build of a release.</summary>
    public string? Distribution { get; internal set; }

    /// <summary>Sentry's server_name.</summary>
    public string? Host { get; internal set; }

    /// <summary>fatal, error, warning, info or debug.</summary>
    public string Level { get; internal set; } = "error";

    public string? Platform { get; internal set; }

    public string? Logger { get; internal set; }

    public string? Transaction { get; internal set; }

    /// <summary>The transaction without a method before it, where its source says that it is the pattern of the URL; see <see cref="Items.RouteNames"/>.</summary>
    public string? Route { get; internal set; }

    /// <summary>The transaction, else where the innermost frame of the application is: "module in function".</summary>
    public string? Culprit { get; internal set; }

    /// <summary>Of the raised exception; null for a message.</summary>
    public string? Type { get; internal set; }

    /// <summary>Of the raised exception; of a message that was made from a template, the template; else null.</summary>
    public string? Value { get; internal set; }

    /// <summary>The message as formatted by the client; null for an exception without one.</summary>
    public string? Message { get; internal set; }

    /// <summary>The exception's type, else the message's first line; never empty.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>False when the exception reached nobody's handler; null when the client does not say.</summary>
    public bool? Handled { get; internal set; }

    /// <summary>16 bytes, or empty.</summary>
    public ReadOnlyMemory<byte> TraceId { get; internal set; }

    /// <summary>8 bytes, or empty.</summary>
    public ReadOnlyMemory<byte> SpanId { get; internal set; }

    /// <summary>The client's session, from a tag or context of that name.</summary>
    public string? SessionId { get; internal set; }

    public string? UserId { get; internal set; }

    public string? UserEmail { get; internal set; }

    public string? UserName { get; internal set; }

    public string? SdkName { get; internal set; }

    public string? SdkVersion { get; internal set; }

    /// <summary>Without userinfo and secret parameters.</summary>
    public string? RequestUrl { get; internal set; }

    public string? RequestMethod { get; internal set; }

    public IReadOnlyList<Tag> Tags { get; internal set; } = [];

    /// <summary>{"exceptions":[{"type","value","module","mechanism","frames":[…]}…],"threads":[…]}: oldest cause first, innermost frame last.</summary>
    public ReadOnlyMemory<byte> Stack { get; internal set; }

    /// <summary>A JSON array, oldest first.</summary>
    public ReadOnlyMemory<byte> Breadcrumbs { get; internal set; }

    /// <summary>A JSON object.</summary>
    public ReadOnlyMemory<byte> Contexts { get; internal set; }

    /// <summary>A JSON object.</summary>
    public ReadOnlyMemory<byte> Request { get; internal set; }

    /// <summary>A JSON object.</summary>
    public ReadOnlyMemory<byte> Extra { get; internal set; }

    /// <summary>A JSON object.</summary>
    public ReadOnlyMemory<byte> User { get; internal set; }

    /// <summary>A JSON object: what is left of the event, modules for example.</summary>
    public ReadOnlyMemory<byte> Rest { get; internal set; }

    /// <summary>{"scrubbed":[paths],"trimmed":[paths],"invalid":[paths]}, each list present only when something is in it; empty when nothing is.</summary>
    public ReadOnlyMemory<byte> Remarks { get; internal set; }

    /// <summary>Which share of such events the client sends: every count is weighted by 1 / this.</summary>
    public double SampleRate { get; internal set; } = 1;

    /// <summary>What the event may be grouped by, 16 bytes each, most telling first: application frames, then all frames. Never empty.</summary>
    public IReadOnlyList<byte[]> Hashes { get; internal set; } = [];

    public ushort GroupingVersion { get; internal set; }

    /// <summary>What the first of <see cref="Hashes"/> is made of, and what was looked at besides; empty where nobody asked.</summary>
    public IReadOnlyList<GroupingNote> Grouping { get; internal set; } = [];

    /// <summary>The rule whose fingerprint counts, as it was written; null where none's does, or nobody asked.</summary>
    public string? FingerprintRule { get; internal set; }

    internal void Keep(JsonBuffer buffer) => _buffer = buffer;

    public void Dispose() => Interlocked.Exchange(ref _buffer, null)?.Dispose();
}
