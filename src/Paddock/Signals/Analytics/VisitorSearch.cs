using System.Collections.Frozen;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Pipeline;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Analytics;

/// <summary>
/// What was typed above the analytics room, as conditions on events and on visits. What is known of a whole visit only (where it came from, where it began)
/// chooses among events by visitor; what is known of an event only (its page, its name) chooses among visits by visitor. Robots are left out unless
/// they are asked for: <c>bot:*</c>.
/// </summary>
internal sealed class VisitorSearch
{
    private const string Bot = "bot", Nobodys = "bot = ''";

    private static readonly string[] OfBoth = ["browser", "os", "device", "country", "language", "screen", "environment", "release", "service", "host", "session_id", "distinct_id"];

    private static readonly string[] OfVisit = ["source", "channel", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];

    private static readonly FrozenDictionary<string, string> BothKeys = OfBoth.Select(static key => KeyValuePair.Create(key, key)).Concat(
        [
            new("site", "url_host"), new("user", "distinct_id"), new("session", "session_id"),
            new("person", Correlation.Person),
        ]).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> VisitKeys =
        OfVisit.Select(static key => KeyValuePair.Create(key, key)).Concat([new("entry", "entry_page"), new("exit", "exit_page"), new("bounced", "if(bounce = 1, 'yes', 'no')")]).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> EventKeys = new Dictionary<string, string>
    {
        ["page"] = "url_path",
        ["route"] = "route",
        ["event"] = "name",
        ["title"] = "title",
        ["browser_version"] = "browser_version",
        ["os_version"] = "os_version",
        ["trace"] = Correlation.TraceText,
    }.ToFrozenDictionary();

    /// <summary>Keys by which somebody may search who may not read personal data.</summary>
    public static readonly FrozenSet<string> ImpersonalKeys =
        BothKeys.Keys.Except(["session_id", "distinct_id", "user", "session", "person"]).Concat(VisitKeys.Keys).Concat(EventKeys.Keys).Append(Bot).ToFrozenSet();

    private readonly SearchSql _sql = new();
    private string _who = Nobodys, _both = "", _visit = "", _event = "";

    private VisitorSearch() { }

    /// <returns>Null where the text is too long or has too many terms.</returns>
    public static VisitorSearch? Parse(string? text, AttributeNames attributes)
    {
        if (SearchTerm.Parse(text) is not { } terms) return null;
        var search = new VisitorSearch();
        foreach (var term in terms) search.Add(term, attributes);
        return search;
    }

    /// <summary>The column of a visit by which the room can be broken down; null: it is no such thing.</summary>
    public static string? VisitColumn(string key) => VisitKeys.GetValueOrDefault(key);

    /// <summary>The column of an event by which the room can be broken down; null: it is no such thing.</summary>
    public static string? EventColumn(string key) => EventKeys.GetValueOrDefault(key) ?? BothKeys.GetValueOrDefault(key);

    /// <summary>Robots were asked for; people are left out.</summary>
    public bool IsOfRobots => _who != Nobodys;

    /// <summary>The same question about all robots.</summary>
    public VisitorSearch OfRobots()
    {
        var robots = (VisitorSearch)MemberwiseClone();
        robots._who = "bot != ''";
        return robots;
    }

    /// <summary>Visits as they are compared.</summary>
    public ComparedRecords Compared() =>
        new("visits", $"{_who} AND {VisitsTable.Current}", BothKeys.Where(static key => key.Key is not ("session_id" or "distinct_id" or "user" or "session" or "person")).Concat(VisitKeys).ToDictionary(),
            ComparedRecords.NoAttributes, Visits, (_both + _visit + _event).Length > 0, _sql.AddTo);

    /// <summary>A condition on rows of <c>paddock.events</c>.</summary>
    /// <param name="rows">the range that is asked about, as a condition that holds for visits, too</param>
    public string Events(string rows) =>
        $"{_who}{_both}{_event}" + (_visit.Length == 0 ? "" : $" AND {Correlation.Visitor} IN (SELECT {Correlation.Visitor} FROM paddock.visits WHERE {rows} AND {_who} AND {VisitsTable.Current}{_visit})");

    /// <summary>A condition on rows of <c>paddock.visits</c>.</summary>
    /// <param name="rows">the range that is asked about, as a condition that holds for events, too</param>
    public string Visits(string rows) =>
        $"{_who} AND {VisitsTable.Current}{_both}{_visit}" + (_event.Length == 0 ? "" : $" AND {Correlation.Visitor} IN (SELECT {Correlation.Visitor} FROM paddock.events WHERE {rows} AND {_who}{_event})");

    public QueryOptions Options(int project, TimeRange range)
    {
        var parameters = RangeSql.Parameters(project, range);
        _sql.AddTo(parameters);
        return new QueryOptions { Parameters = parameters };
    }

    private void Add(SearchTerm term, AttributeNames attributes)
    {
        var (not, key, value) = term;
        if (key is null) _event += SearchSql.Condition(not, _sql.Contains("concat(url_path, ' ', title, ' ', name)", value));
        else if (key == Bot)
        {
            if (!not) _who = _sql.Matches(Bot, value);
        }
        else if (BothKeys.TryGetValue(key, out var both)) _both += SearchSql.Condition(not, _sql.Matches(both, value));
        else if (VisitKeys.TryGetValue(key, out var visit)) _visit += SearchSql.Condition(not, _sql.Matches(visit, value));
        else _event += SearchSql.Condition(not, _sql.Matches(EventKeys.GetValueOrDefault(key) ?? attributes.Value(key, _sql.Parameter(key)), value));
    }
}
