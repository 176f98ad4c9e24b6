using Paddock.ClickHouse;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Metrics;

/// <summary>What was typed above a list of metrics, as a condition on <c>series</c>: words are sought in their names, any key that is no column is a label.</summary>
internal sealed class MetricSearch
{
    /// <summary>Labels that are columns.</summary>
    public static readonly string[] Origin = ["service", "environment", "host", "release"];

    private readonly SearchSql _sql = new();

    private MetricSearch()
    {
    }

    public string Rows { get; private set; } = "1";

    /// <returns>Null where the text is too long or has too many terms.</returns>
    public static MetricSearch? Parse(string? text)
    {
        if (SearchTerm.Parse(text) is not { } terms) return null;
        var search = new MetricSearch();
        foreach (var (not, key, value) in terms)
        {
            search.Rows += SearchSql.Condition(not, key switch
            {
                null => search._sql.Contains("name", value),
                "kind" => search._sql.Matches("toString(kind)", value),
                _ => search._sql.Matches(Origin.Contains(key) ? $"toString({key})" : $"labels[{search._sql.Parameter(key)}]", value),
            });
        }
        return search;
    }

    public void AddTo(QueryParameters parameters) => _sql.AddTo(parameters);
}
