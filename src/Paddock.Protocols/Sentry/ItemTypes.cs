using System.Collections.Frozen;

namespace Paddock.Protocols.Sentry;

/// <summary>The item types of the protocol, as its documentation lists them.</summary>
internal static class ItemTypes
{
    // Known: this program has no room for it yet. A type gets its own ItemKind when it gets a room.
    private static readonly FrozenDictionary<string, ItemKind> Kinds = new Dictionary<string, ItemKind>
    {
        ["event"] = ItemKind.Event,
        ["transaction"] = ItemKind.Transaction,
        ["span"] = ItemKind.Span,
        ["log"] = ItemKind.Log,
        ["otel_log"] = ItemKind.OtelLog,
        ["trace_metric"] = ItemKind.Metric,
        ["check_in"] = ItemKind.CheckIn,
        ["session"] = ItemKind.Session,
        ["sessions"] = ItemKind.Sessions,
        ["feedback"] = ItemKind.Feedback,
        ["user_report"] = ItemKind.UserReport,
        ["attachment"] = ItemKind.Attachment,
        ["client_report"] = ItemKind.ClientReport,
        ["form_data"] = ItemKind.Known,
        ["metric_buckets"] = ItemKind.Known,
        ["otel_span"] = ItemKind.Known,
        ["profile"] = ItemKind.Known,
        ["profile_chunk"] = ItemKind.Known,
        ["raw_security"] = ItemKind.Known,
        ["replay_event"] = ItemKind.Known,
        ["replay_recording"] = ItemKind.Known,
        ["replay_video"] = ItemKind.Known,
        ["security"] = ItemKind.Known,
        ["statsd"] = ItemKind.Known,
        ["unreal_report"] = ItemKind.Known,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = Kinds.Keys.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    public static ItemKind KindOf(string type) => Kinds.TryGetValue(type, out var kind) ? kind : ItemKind.Unknown;

    /// <summary>The constant for a type that we know, else a string of its own.</summary>
    public static string Intern(ReadOnlySpan<char> type) => Names.TryGetValue(type, out var known) ? known : type.ToString();
}
