using System.Collections.Frozen;

namespace Paddock.Protocols.Sentry;

/// <summary>The item types of the protocol, as its documentation lists them.</summary>
internal static class ItemTypes
{
    public const string EventType = "event";
    public const string ClientReportType = "client_report";

    // Types that the protocol has and this program has no room for yet. A type gets its own ItemKind when it gets a room.
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        "attachment",
        "check_in",
        "feedback",
        "form_data",
        "log",
        "metric_buckets",
        "otel_log",
        "otel_span",
        "profile",
        "profile_chunk",
        "raw_security",
        "replay_event",
        "replay_recording",
        "replay_video",
        "security",
        "session",
        "sessions",
        "span",
        "statsd",
        "trace_metric",
        "transaction",
        "unreal_report",
        "user_report");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownBySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static ItemKind KindOf(string type) => type switch
    {
        EventType => ItemKind.Event,
        ClientReportType => ItemKind.ClientReport,
        _ => Known.Contains(type) ? ItemKind.Known : ItemKind.Unknown,
    };

    /// <summary>The constant for a type that we know, else a string of its own.</summary>
    public static string Intern(ReadOnlySpan<char> type) =>
        type is EventType ? EventType
        : type is ClientReportType ? ClientReportType
        : KnownBySpan.TryGetValue(type, out var known) ? known
        : type.ToString();
}
