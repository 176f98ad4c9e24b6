using System.Collections.Frozen;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;

namespace Paddock.Pipeline.Reading;

/// <summary>What was typed above a list of records, as a condition on the rows of one table. A key that is no column of the table is a free attribute.</summary>
internal sealed class RecordSearch
{
    /// <summary>Keys of <see cref="Correlation"/>, which every table has.</summary>
    private static readonly FrozenDictionary<string, string> Common = new Dictionary<string, string>
    {
        ["environment"] = "environment",
        ["release"] = "release",
        ["service"] = "service",
        ["host"] = "host",
        ["route"] = "route",
        ["path"] = "url_path",
        ["trace"] = Correlation.TraceText,
        ["session"] = "session_id",
        ["user"] = "distinct_id",
        ["person"] = Correlation.Person,
    }.ToFrozenDictionary();

    /// <summary>Those of them by which records of any kind can be compared: each has few values.</summary>
    public static readonly IReadOnlyDictionary<string, string> Shared = new[] { "environment", "release", "service", "host", "route" }.ToDictionary(static key => key, static key => Common[key]);

    private static readonly string[] Personal = ["session", "user", "person"];

    private readonly SearchSql _sql = new();
    private readonly bool _routesOfTraces;

    private RecordSearch(bool routesOfTraces) => _routesOfTraces = routesOfTraces;

    /// <summary>A condition that is true where nothing was typed.</summary>
    public string Rows { get; private set; } = "1";

    /// <summary>Nothing was typed.</summary>
    public bool IsEmpty => Rows == "1";

    /// <summary>Keys by which somebody may search who may not read personal data: these columns and the common ones, but no free attribute.</summary>
    public static FrozenSet<string> Impersonal(IEnumerable<string> columns) => columns.Concat(Common.Keys.Except(Personal)).ToFrozenSet();

    /// <param name="text">what was typed</param>
    /// <param name="words">the text in which words are sought</param>
    /// <param name="columns">key → expression, besides the common ones</param>
    /// <param name="attributes">where the project's free attributes are</param>
    /// <param name="routesOfTraces">a route is also sought at the requests to which records without one belong (<see cref="TraceRoutes"/>)</param>
    /// <returns>Null where the text is too long or has too many terms.</returns>
    public static RecordSearch? Parse(string? text, string words, IReadOnlyDictionary<string, string> columns, AttributeNames attributes, bool routesOfTraces = false)
    {
        return SearchTerm.Parse(text) is { } terms ? Of(terms, words, columns, attributes, routesOfTraces) : null;
    }

    /// <inheritdoc cref="Parse"/>
    public static RecordSearch Of(IEnumerable<SearchTerm> terms, string words, IReadOnlyDictionary<string, string> columns, AttributeNames attributes, bool routesOfTraces = false)
    {
        var search = new RecordSearch(routesOfTraces);
        foreach (var (not, key, value) in terms)
            search.Rows += SearchSql.Condition(not, key is null ? search._sql.Contains(words, value) : search.Condition(key, value, columns, attributes));
        return search;
    }

    public void AddTo(QueryParameters parameters) => _sql.AddTo(parameters);

    private string Condition(string key, string value, IReadOnlyDictionary<string, string> columns, AttributeNames attributes)
    {
        if (key == "trace") value = value.ToLowerInvariant();
        var matches = _sql.Matches(columns.GetValueOrDefault(key) ?? Common.GetValueOrDefault(key) ?? attributes.Value(key, _sql.Parameter(key)), value);
        return _routesOfTraces && key == "route" ? TraceRoutes.Condition(matches) : matches;
    }
}
