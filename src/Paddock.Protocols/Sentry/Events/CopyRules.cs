using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>How a free part of an event is copied: how hard it is scrubbed and how much of it is kept.</summary>
/// <param name="Kind">Of its strings.</param>
/// <param name="ByName">What has a sensitive name is removed whole.</param>
/// <param name="Depth">Objects and arrays within each other; what is deeper becomes "…".</param>
/// <param name="Bytes">Of the copy; no member begins behind it.</param>
/// <param name="Characters">Of each string.</param>
internal readonly record struct CopyRules(TextKind Kind, bool ByName, int Depth, int Bytes, int Characters)
{
    // Sentry keeps 2 kB of variables a frame and SDKs cut each at 1,024; these are ours.
    public static readonly CopyRules Variables = new(TextKind.Data, ByName: true, Depth: 8, Bytes: 16 * 1024, Characters: 2048);
    public static readonly CopyRules Extra = new(TextKind.Data, ByName: true, Depth: 10, Bytes: 256 * 1024, Characters: 16 * 1024);
    public static readonly CopyRules Context = new(TextKind.Data, ByName: true, Depth: 10, Bytes: 32 * 1024, Characters: 8192);
    public static readonly CopyRules Trace = new(TextKind.Prose, ByName: true, Depth: 6, Bytes: 8 * 1024, Characters: 2048);
    public static readonly CopyRules Mechanism = new(TextKind.Data, ByName: true, Depth: 6, Bytes: 4 * 1024, Characters: 1024);
    public static readonly CopyRules BreadcrumbData = new(TextKind.Data, ByName: true, Depth: 6, Bytes: 8 * 1024, Characters: 4096);
    public static readonly CopyRules RequestData = new(TextKind.Data, ByName: true, Depth: 10, Bytes: 64 * 1024, Characters: 16 * 1024);
    public static readonly CopyRules Environment = new(TextKind.Data, ByName: true, Depth: 4, Bytes: 16 * 1024, Characters: 2048);
    public static readonly CopyRules User = new(TextKind.Data, ByName: true, Depth: 6, Bytes: 8 * 1024, Characters: 1024);

    /// <summary>Of what an SDK says of itself: module names such as django-oauth-toolkit are no secrets.</summary>
    public static readonly CopyRules Technical = new(TextKind.Prose, ByName: false, Depth: 8, Bytes: 64 * 1024, Characters: 1024);

    /// <summary>Of _meta, where an SDK says what it cut: as deep as the event, and two more.</summary>
    public static readonly CopyRules Annotations = new(TextKind.Data, ByName: true, Depth: 24, Bytes: 16 * 1024, Characters: 1024);

    public static readonly CopyRules FrameDetail = new(TextKind.Prose, ByName: false, Depth: 4, Bytes: 1024, Characters: 512);
    public static readonly CopyRules Unknown = new(TextKind.Data, ByName: true, Depth: 8, Bytes: 16 * 1024, Characters: 4096);
}
