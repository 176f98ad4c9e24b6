using Paddock.Protocols.Script;
using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Segment;

public enum SegmentKind
{
    /// <summary>None that we know.</summary>
    Unknown,
    Identify,
    Track,
    Page,
    Screen,
    Group,
    Alias,

    /// <summary>Only what is said of a person; no event.</summary>
    Profile,
}

/// <summary>One call of a Segment client, scrubbed and cut; what it did not say is "".</summary>
public sealed class SegmentMessage
{
    public SegmentKind Kind { get; internal set; }

    /// <summary>The same when the same message arrives twice.</summary>
    public string MessageId { get; internal set; } = "";

    /// <summary>Legal ids only: "undefined" and the like count as none.</summary>
    public string UserId { get; internal set; } = "";

    /// <summary>The device's; legal as well.</summary>
    public string AnonymousId { get; internal set; } = "";

    /// <summary>alias: who the user was before.</summary>
    public string PreviousId { get; internal set; } = "";

    public string GroupId { get; internal set; } = "";

    /// <summary>When it happened by the client's clock, in nanoseconds since 1970 UTC.</summary>
    public long? Timestamp { get; internal set; }

    /// <summary>When it was sent by the client's clock.</summary>
    public long? SentAt { get; internal set; }

    /// <summary>track: what happened. page and screen: of what.</summary>
    public string Name { get; internal set; } = "";

    public string Category { get; internal set; } = "";

    /// <summary>What is nested has a name with dots; lists are JSON.</summary>
    public List<Tag> Properties { get; } = [];

    /// <summary>identify and group: what is known of the person, or of the group.</summary>
    public List<Tag> Traits { get; } = [];

    /// <summary>What is said of the person besides: a word of the table of people's (set, set_once, add, unset), and on what.</summary>
    public List<(string Operation, Tag Property)> Changes { get; } = [];

    /// <summary>The client's own.</summary>
    public string SessionId { get; internal set; } = "";

    /// <summary>Null: no money in it.</summary>
    public decimal? Revenue { get; internal set; }

    /// <summary>Of the revenue, or of the value: three capital letters.</summary>
    public string Currency { get; internal set; } = "";

    /// <summary>The property "value": what the event is worth or measures, in no certain unit.</summary>
    public double Value { get; internal set; }

    public SegmentContext Context { get; } = new();

    /// <summary>The user, else the device; "" for nobody.</summary>
    public string DistinctId => UserId.Length > 0 ? UserId : AnonymousId;
}

/// <summary>Where somebody was when they made the call.</summary>
public sealed class SegmentContext
{
    public PageAddress Page { get; internal set; } = PageAddress.None;
    public PageAddress Referrer { get; internal set; } = PageAddress.None;
    public string Title { get; internal set; } = "";
    public string UserAgent { get; internal set; } = "";

    /// <summary>As it was sent: to look up a country and forget.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>Such as de-CH.</summary>
    public string Locale { get; internal set; } = "";

    /// <summary>Such as Europe/Zurich.</summary>
    public string TimeZone { get; internal set; } = "";

    /// <summary>Such as 1280x800.</summary>
    public string Screen { get; internal set; } = "";

    /// <summary>Of the app.</summary>
    public string Release { get; internal set; } = "";
}

/// <summary>What one request brought.</summary>
public sealed class SegmentRequest
{
    /// <summary>The ingest key, when it is in the body.</summary>
    public string WriteKey { get; internal set; } = "";

    public List<SegmentMessage> Messages { get; } = [];

    /// <summary>Messages that could not be used, by the reason in the ledger.</summary>
    public List<string> Refused { get; } = [];
}
