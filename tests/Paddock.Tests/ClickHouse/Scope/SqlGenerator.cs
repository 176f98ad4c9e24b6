using Paddock.ClickHouse.Scope.Walls;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>Makes queries by a grammar: over the views, with the allowed functions, mostly of a form that runs.</summary>
internal sealed class SqlGenerator(Random random)
{
    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("errors", ["time", "environment", "service", "type", "level", "code", "message", "duration", "revenue", "user_id", "session_id", "trace_id", "issue_id", "attributes", "stack", "sample_rate"]),
        ("issues", ["issue_id", "title", "status", "last_seen", "times_seen"]),
        ("ledger", ["hour", "receiver", "outcome", "reason", "quantity"]),
    ];

    // Their answers differ from one run to the next, or say which of equals came first.
    private static readonly HashSet<string> Unstable = new(StringComparer.OrdinalIgnoreCase)
    {
        "now", "now64", "today", "yesterday", "current_date", "curdate", "current_timestamp", "UTCTimestamp", "rand", "rand32", "rand64", "randUniform",
        "randNormal", "randCanonical", "generateUUIDv4", "generateUUIDv7", "groupArraySample",
    };

    // By what they mostly take; the others are tried with anything.
    private static readonly string[] OfTexts = Names(ScalarFunctions.Texts, ScalarFunctions.Web, ScalarFunctions.Documents);
    private static readonly string[] OfNumbers = Names(ScalarFunctions.Numbers);
    private static readonly string[] OfTimes = Names(ScalarFunctions.Times);
    private static readonly string[] OfAnything = Names(ScalarFunctions.Conversions, ScalarFunctions.Operators, ScalarFunctions.Collections);

    private static readonly string[] Texts = ["environment", "service", "type", "level", "code", "message", "user_id", "session_id", "trace_id", "stack", "attributes['browser']", "'a'", "'[('", "'$.a'"];
    private static readonly string[] Numbers = ["duration", "revenue", "issue_id", "sample_rate", "length(message)", "1", "0", "7"];
    private static readonly string[] Times = ["time", "toDateTime(time)", "toDate(time)"];

    private static readonly string[] Literals =
        ["0", "1", "2", "-1", "7", "100", "1.5", "''", "'a'", "'1'", "'[('", "'$.a'", "'UInt8'", "'2026-11-02'", "NULL", "[1, 2]", "['a', 'b']", "map('a', 1)", "(1, 'a')", "x -> x", "(x, y) -> x", "INTERVAL 1 HOUR", "toDateTime('2026-11-02 00:00:00')"];

    // Functions that complain about some values, which is where another project's value would be quoted.
    private static readonly string[] Complainers =
        ["toUInt32", "toInt8", "toFloat64", "toUUID", "toIPv4", "toDate", "toDateTime", "base64Decode", "JSON_VALUE", "parseDateTimeBestEffort", "toDecimal64", "toFixedString", "match", "replaceRegexpAll", "intDiv", "modulo", "char", "formatDateTime", "JSONExtractArrayRaw", "range", "repeat", "substring", "toTimezone", "transform", "arrayElement", "unhex", "toBool", "parseTimeDelta", "parseReadableSize"];

    // Whose answer depends on which row comes first.
    private static readonly string[] Ordered =
        ["any", "first", "last", "groupArray", "groupConcat", "group_concat", "_agg", "deltaSum", "lag", "lead", "row_number", "LIMIT", "exponential", "topK", "top_k", "argM", "_by", "Moving", "largestTriangle", "lttb", "nth_value", "Derivative", "bounding", "ntile", "sequence", "quantile", "median", "histogram", "rank", "singleValue", "sparkbar", "uniqUpTo"];

    private static readonly string[] Sources = ["issues", "JOIN", "ledger", "UNION", ","];

    /// <summary>Whether rows come from a join or from several parts, in which order is up to the engine.</summary>
    public static bool HasNoOrder(string query) => Sources.Any(word => query.Contains(word, StringComparison.OrdinalIgnoreCase));

    public static bool DependsOnOrder(string query) => Ordered.Any(name => query.Contains(name, StringComparison.OrdinalIgnoreCase));

    public static bool IsUnstable(string query) => Unstable.Any(name => query.Contains(name, StringComparison.OrdinalIgnoreCase));

    public string Query() => random.Next(12) switch
    {
        0 => $"WITH t AS ({Select()}) SELECT count() FROM t",
        1 => $"SELECT count() FROM ({Select()} UNION ALL {Select()})",
        2 => $"SELECT count() FROM errors AS a {Pick("INNER", "LEFT", "ANY LEFT", "RIGHT", "FULL")} JOIN issues AS b ON a.issue_id = b.issue_id WHERE {Condition(Tables[0].Columns)}",
        3 => $"SELECT {Column(0)}, count() FROM errors WHERE {Column(0)} IN (SELECT {Column(0)} FROM errors WHERE {Condition(Tables[0].Columns)}) GROUP BY ALL",
        4 => $"SELECT (SELECT {Call(Tables[0].Columns, 1)} FROM errors ORDER BY time LIMIT 1)",
        _ => Select(),
    };

    private string Select()
    {
        var (table, columns) = Tables[random.Next(8) switch { 0 => 1, 1 => 2, _ => 0 }];
        var where = random.Next(2) == 0 ? $" WHERE {Condition(columns)}" : "";
        return random.Next(6) switch
        {
            0 => $"SELECT {Call(columns, 0)} AS k, count() FROM {table}{where} GROUP BY k",
            1 => $"SELECT count() FROM {table} WHERE {Condition(columns)}",
            2 => $"SELECT {Aggregate(columns)}, {Aggregate(columns)} FROM {table}{where}",
            3 => $"SELECT {Aggregate(columns)} OVER (PARTITION BY {Pick(columns)} ORDER BY {columns[0]}) FROM {table}{where}",
            4 => $"SELECT x, count() FROM {table} ARRAY JOIN {Pick("mapKeys(attributes)", "mapValues(attributes)", "splitByChar(' ', message)", "range(toUInt8(duration % 5))")} AS x{where} GROUP BY x",
            _ => $"SELECT {Call(columns, 0)}, {Call(columns, 0)} FROM {table}{where}",
        };
    }

    private string Condition(string[] columns) => random.Next(8) switch
    {
        0 => $"{Condition(columns)} {Pick("AND", "OR")} {Condition(columns)}",
        1 => $"NOT ({Condition(columns)})",
        2 => $"{Pick(columns)} {Pick("LIKE", "ILIKE", "=", "!=", "<", ">=", "NOT LIKE")} {Literal()}",
        3 => $"{Pick(columns)} IN ({Literal()}, {Literal()})",
        4 => $"{Complaint(columns)} {Pick("=", "!=", ">")} {Literal()}",
        _ => $"{Call(columns, 0)} {Pick("=", "!=", "<", ">")} {Literal()}",
    };

    private string Complaint(string[] columns) => $"{Pick(Complainers)}({string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(3) > 0 ? Pick(columns) : Literal()))})";

    private string Call(string[] columns, int depth) => random.Next(12) switch
    {
        0 => Pick(columns),
        1 or 2 => Complaint(columns),
        3 or 4 or 5 or 6 when columns.Contains("code") => $"{Pick(OfTexts)}({Some(Texts, depth)})",
        7 or 8 when columns.Contains("code") => $"{Pick(OfNumbers)}({Some(Numbers, depth)})",
        9 when columns.Contains("code") => $"{Pick(OfTimes)}({Some(Times, depth)})",
        _ => $"{Pick(OfAnything)}({string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Argument(columns, depth)))})",
    };

    /// <summary>One argument of a kind, perhaps with a literal or another of the kind.</summary>
    private string Some(string[] kind, int depth) => random.Next(5) switch
    {
        0 => $"{Pick(kind)}, {Pick(kind)}",
        1 => $"{Pick(kind)}, {Literal()}",
        2 when depth < 3 => Call(Tables[0].Columns, depth + 1),
        _ => Pick(kind),
    };

    private string Argument(string[] columns, int depth) => random.Next(6) switch
    {
        0 when depth < 3 => Call(columns, depth + 1),
        1 or 2 => Literal(),
        _ => Pick(columns),
    };

    private string Aggregate(string[] columns) => random.Next(4) switch
    {
        0 => $"uniqExactIf({Pick(columns)}, {Condition(columns)})",
        1 => $"{Pick("min", "max", "sum", "avg", "uniq", "groupUniqArray", "topK(3)", "quantile(0.9)", "count", "stddevPop", "groupBitXor", "entropy", "groupConcat")}({Call(columns, 1)})",
        _ => $"{Pick("min", "max", "sum", "uniqExact", "count", "argMin", "anyHeavy", "deltaSum")}({Pick(columns)})",
    };

    private string Literal() => Pick(Literals);

    private string Column(int table) => Pick(Tables[table].Columns);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private static string[] Names(params string[] lists) => [.. WordList.Of(lists).Where(static name => !Unstable.Contains(name))];
}
