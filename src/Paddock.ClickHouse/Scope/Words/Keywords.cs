using System.Collections.Frozen;

namespace Paddock.ClickHouse.Scope.Words;

/// <summary>
/// The only words that reach the engine bare. Every other word is sent between backquotes and so can only be a name: a keyword that is not here
/// (or that a later engine invents) has no meaning in a project's query.
/// </summary>
internal static class Keywords
{
    private const string Clauses = """
        SELECT DISTINCT FROM WHERE GROUP BY HAVING QUALIFY ORDER LIMIT OFFSET WITH TIES TOTALS ROLLUP CUBE GROUPING SETS
        UNION INTERSECT EXCEPT ALL AS MATERIALIZED
        JOIN INNER LEFT RIGHT FULL OUTER CROSS ANY ASOF SEMI ANTI ON USING ARRAY
        ASC DESC NULLS FIRST LAST FILL TO STEP STALENESS INTERPOLATE
        WINDOW OVER PARTITION ROWS RANGE UNBOUNDED PRECEDING FOLLOWING CURRENT ROW
        """;

    private const string Expressions = """
        AND OR NOT IN BETWEEN LIKE ILIKE IS NULL TRUE FALSE EXISTS CASE WHEN THEN ELSE END DIV MOD
        INTERVAL DATE TIMESTAMP CAST FOR BOTH LEADING TRAILING FILTER IGNORE RESPECT COLUMNS REPLACE NAN INF AT TIME ZONE
        NANOSECOND MICROSECOND MILLISECOND SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR
        NANOSECONDS MICROSECONDS MILLISECONDS SECONDS MINUTES HOURS DAYS WEEKS MONTHS QUARTERS YEARS
        """;

    private static readonly FrozenSet<string> All = WordList.Of(Clauses, Expressions).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyCollection<string> List => All;

    public static bool Contains(string word) => All.Contains(word);
}
