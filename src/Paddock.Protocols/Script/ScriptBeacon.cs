using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Script;

/// <summary>One beacon of the script tag: a page and what happened on it, scrubbed and cut. What the page did not say is "".</summary>
public sealed class ScriptBeacon
{
    /// <summary>The ingest key, when it is in the body.</summary>
    public string Key { get; internal set; } = "";

    public PageAddress Page { get; internal set; } = PageAddress.None;

    /// <summary>Empty also after a navigation inside of the page.</summary>
    public PageAddress Referrer { get; internal set; } = PageAddress.None;

    public string Title { get; internal set; } = "";

    public string Route { get; internal set; } = "";

    public string Release { get; internal set; } = "";

    public string Environment { get; internal set; } = "";

    /// <summary>16 bytes, or empty.</summary>
    public ReadOnlyMemory<byte> TraceId { get; internal set; }

    /// <summary>8 bytes, or empty.</summary>
    public ReadOnlyMemory<byte> SpanId { get; internal set; }

    /// <summary>"1280x800", in CSS pixels.</summary>
    public string Screen { get; internal set; } = "";

    /// <summary>The screen can be touched: an iPad says that it is a Mac.</summary>
    public bool HasTouch { get; internal set; }

    /// <summary>A program drives the browser.</summary>
    public bool IsDriven { get; internal set; }

    /// <summary>Sent by a server, which is on no page: it cannot say of which host it is.</summary>
    public bool IsOfServer { get; internal set; }

    /// <summary>Of a visitor whom another sends for, like the next two; "": the sender's own.</summary>
    public string UserAgent { get; internal set; } = "";

    /// <summary>As it was sent: to tell the visitor and the country by, and forget.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>Such as de-AT.</summary>
    public string Language { get; internal set; } = "";

    public List<ScriptEvent> Events { get; } = [];

    /// <summary>Events that could not be used, by the reason in the ledger.</summary>
    public List<string> Refused { get; } = [];
}

/// <summary>One event of a beacon; which fields it has depends on its name.</summary>
public sealed class ScriptEvent
{
    public const string Pageview = "$pageview";
    public const string Engagement = "$engagement";
    public const string Identify = "$identify";
    public const string Vital = "$vital";
    public const string Error = "$error";

    /// <summary>The same when the same event arrives twice.</summary>
    public string Id { get; internal set; } = "";

    public string Name { get; internal set; } = "";

    /// <summary>The person's id by the site's own words; "" when it is unknown or no id at all.</summary>
    public string User { get; internal set; } = "";

    /// <summary>Milliseconds before the beacon was sent.</summary>
    public long Age { get; internal set; }

    public List<Tag> Properties { get; } = [];

    /// <summary>Somebody did something: a visit that has it is no bounce.</summary>
    public bool IsInteractive { get; internal set; } = true;

    /// <summary>Null without a currency, and the other way round.</summary>
    public decimal? Revenue { get; internal set; }

    /// <summary>Three capital letters.</summary>
    public string Currency { get; internal set; } = "";

    /// <summary>$engagement: milliseconds in sight since the last one.</summary>
    public uint Engaged { get; internal set; }

    /// <summary>$engagement: how deep the visitor has scrolled so far, in percent of the page.</summary>
    public byte Scroll { get; internal set; }

    /// <summary>$vital: LCP, INP, CLS, FCP or TTFB.</summary>
    public string Metric { get; internal set; } = "";

    /// <summary>$vital: milliseconds; without a unit for CLS.</summary>
    public double Value { get; internal set; }

    /// <summary>$vital: good, needs-improvement or poor.</summary>
    public string Rating { get; internal set; } = "";

    /// <summary>$vital: a selector of the element that it was about.</summary>
    public string Target { get; internal set; } = "";

    /// <summary>$error: not scrubbed yet; Sentry's parser does it.</summary>
    public ScriptError? Failure { get; internal set; }
}

/// <summary>An uncaught error as the browser told it.</summary>
public sealed record ScriptError
{
    public string Type { get; internal set; } = "";
    public string Message { get; internal set; } = "";
    public string Stack { get; internal set; } = "";

    /// <summary>onerror or onunhandledrejection.</summary>
    public string Mechanism { get; internal set; } = "";

    /// <summary>Where, when there is no stack.</summary>
    public string Source { get; internal set; } = "";
    public int Line { get; internal set; }
    public int Column { get; internal set; }
}
