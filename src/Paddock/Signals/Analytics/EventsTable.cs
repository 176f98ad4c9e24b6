using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;

namespace Paddock.Signals.Analytics;

/// <summary>One row a thing that somebody did on a site or in a product. A pageview is the event <c>$pageview</c>.</summary>
internal static class EventsTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Table = new(5, "events",
    [
        .. Correlation.Columns,
        new("name", ColumnType.LowCardinality),
        new("insert_id", ColumnType.String),
        new("value", ColumnType.Float64),
        new("revenue", ColumnType.Float64),
        new("currency", ColumnType.LowCardinality),
        new("url_host", ColumnType.LowCardinality),
        new("title", ColumnType.String),
        new("referrer", ColumnType.String),
        new("source", ColumnType.LowCardinality),
        new("channel", ColumnType.LowCardinality),
        new("utm_source", ColumnType.LowCardinality),
        new("utm_medium", ColumnType.LowCardinality),
        new("utm_campaign", ColumnType.LowCardinality),
        new("utm_content", ColumnType.LowCardinality),
        new("utm_term", ColumnType.LowCardinality),
        new("click_id", ColumnType.LowCardinality),
        new("browser", ColumnType.LowCardinality),
        new("browser_version", ColumnType.LowCardinality),
        new("os", ColumnType.LowCardinality),
        new("os_version", ColumnType.LowCardinality),
        new("device", ColumnType.LowCardinality),
        new("screen", ColumnType.LowCardinality),
        new("language", ColumnType.LowCardinality),
        new("country", ColumnType.LowCardinality),
        new("engaged_ms", ColumnType.UInt32),
        new("scroll", ColumnType.UInt8),
        new("interactive", ColumnType.UInt8),
        new("bot", ColumnType.LowCardinality),
        .. AttributeNames.Columns,
    ]);

    public static readonly Migration Migration = new(6, "events",
        TableDdl.Create(Table, "project, time", ["trace_id TYPE bloom_filter(0.01)", "distinct_id TYPE bloom_filter(0.01)", "visitor_id TYPE bloom_filter(0.01)", "name TYPE set(100)"]));

    public static readonly string RecentKeysSql = DedupKey.RecentSql("events", "MD5(insert_id)", "insert_id != ''");

    public static readonly string View = $$"""
        SELECT {{Correlation.ViewColumns}}, {attributes:events},
            name, insert_id, value, revenue, currency, url_host, title, referrer, source, channel, utm_source, utm_medium, utm_campaign, utm_content, utm_term, click_id,
            browser, browser_version, os, os_version, device, country, screen, language, engaged_ms, scroll, interactive, bot
        FROM paddock.events
        PREWHERE project = {project}
        """;
}

/// <summary>An event; texts are UTF-8.</summary>
internal ref struct EventRecord
{
    /// <summary>Names with a dollar sign are ours: $pageview, $engagement, $vital, $identify …</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>The client's id of the event, by which a repetition is known; empty: none.</summary>
    public ReadOnlySpan<byte> InsertId;

    /// <summary>What was measured, where the event is a measurement: milliseconds of a web vital, or its unitless value.</summary>
    public double Value;

    /// <summary>In units of the currency; negative: a refund.</summary>
    public double Revenue;

    /// <summary>Three capital letters.</summary>
    public ReadOnlySpan<byte> Currency;

    public ReadOnlySpan<byte> UrlHost;
    public ReadOnlySpan<byte> Title;
    public ReadOnlySpan<byte> Referrer;

    /// <summary>Who sent the visitor: utm_source, or the site behind the referrer.</summary>
    public ReadOnlySpan<byte> Source;

    public ReadOnlySpan<byte> Channel;
    public ReadOnlySpan<byte> UtmSource;
    public ReadOnlySpan<byte> UtmMedium;
    public ReadOnlySpan<byte> UtmCampaign;
    public ReadOnlySpan<byte> UtmContent;
    public ReadOnlySpan<byte> UtmTerm;

    /// <summary>Which advertiser's mark the address had, such as gclid; never its value, which names a person.</summary>
    public ReadOnlySpan<byte> ClickId;

    public ReadOnlySpan<byte> Browser;
    public ReadOnlySpan<byte> BrowserVersion;
    public ReadOnlySpan<byte> Os;
    public ReadOnlySpan<byte> OsVersion;

    /// <summary>desktop, mobile, tablet or empty.</summary>
    public ReadOnlySpan<byte> Device;

    /// <summary>Such as 1280x800.</summary>
    public ReadOnlySpan<byte> Screen;

    public ReadOnlySpan<byte> Language;

    /// <summary>Two capital letters.</summary>
    public ReadOnlySpan<byte> Country;

    /// <summary>Milliseconds that the page was looked at since the last such event.</summary>
    public uint EngagedMilliseconds;

    /// <summary>Percent of the page's height that was reached.</summary>
    public byte Scroll;

    /// <summary>It shows that somebody stayed: a visit with it has not bounced.</summary>
    public bool Interactive;

    /// <summary>Why this is taken for a machine, empty: for a person.</summary>
    public ReadOnlySpan<byte> Bot;
}

internal static class EventsRow
{
    /// <summary>One row; its attributes were added since <see cref="AttributeBag.Begin"/>.</summary>
    public static void Write(EntryWriter entry, LedgerKey key, in Correlation correlation, in EventRecord record, AttributeBag attributes)
    {
        var row = entry.BeginRow(EventsTable.Table, key, record.InsertId.IsEmpty ? 0 : DedupKey.Of(record.InsertId));
        correlation.Write(row);
        row.String(record.Name);
        row.String(record.InsertId);
        row.Float64(record.Value);
        row.Float64(record.Revenue);
        row.String(record.Currency);
        row.String(record.UrlHost);
        row.String(record.Title);
        row.String(record.Referrer);
        row.String(record.Source);
        row.String(record.Channel);
        row.String(record.UtmSource);
        row.String(record.UtmMedium);
        row.String(record.UtmCampaign);
        row.String(record.UtmContent);
        row.String(record.UtmTerm);
        row.String(record.ClickId);
        row.String(record.Browser);
        row.String(record.BrowserVersion);
        row.String(record.Os);
        row.String(record.OsVersion);
        row.String(record.Device);
        row.String(record.Screen);
        row.String(record.Language);
        row.String(record.Country);
        row.UInt32(record.EngagedMilliseconds);
        row.UInt8(record.Scroll);
        row.UInt8(record.Interactive ? (byte)1 : (byte)0);
        row.String(record.Bot);
        attributes.Write(row);
        entry.EndRow();
    }
}
