using Paddock.ClickHouse.Scope.Walls;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>Makes queries by a grammar: over the views, with the allowed functions, mostly of a form that runs.</summary>
internal sealed class SqlGenerator(Random random)
{
    // A step that is prime to the number of combinations, so that all come round.
    private int swept = random.Next(1000);

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

    // What fails for some values and not for others: where another project's value would be quoted, or its presence felt.
    private static readonly string[] Complaints =
    [
        "toUInt32({0})", "toInt8({0})", "toFloat64({0})", "toUUID({0})", "toIPv4({0})", "toIPv6({0})", "toDate({0})", "toDateTime({0})", "toBool({0})", "toDecimal64({0}, 2)", "toFixedString({0}, 16)",
        "CAST({0}, 'UInt8')", "CAST({0} AS Date)", "{0}::Array(UInt8)", "accurateCast({0}, 'UInt16')", "CAST({0}, 'Enum8(\'a\' = 1)')", "base64Decode({0})", "base64URLDecode({0})", "IPv4StringToNum({0})", "IPv6StringToNum({0})",
        "UUIDStringToNum({0})", "parseDateTimeBestEffort({0})", "parseDateTime({0}, '%Y-%m-%d')", "parseReadableSize({0})", "parseTimeDelta({0})", "JSON_VALUE({0}, '$.a')", "JSONMergePatch({0}, '{}')",
        "match('a', {0})", "extract('a', {0})", "'a' LIKE {0}", "countMatches('a', {0})", "replaceRegexpAll('a', {0}, 'b')", "position('a', {0})", "intDiv(1, {0})", "modulo(7, {0})", "intDiv(toUInt64(7), length({0}) - 13)",
        "range({0})", "repeat('a', {0})", "arrayElement([1], {0})", "dateDiff({0}, now(), now())", "toTimezone(time, {0})", "formatDateTime(time, {0})", "dateTrunc({0}, time)", "char({0})", "factorial({0})", "toDateTime64({0}, 9)", "makeDate({0}, 1, 1)",
        "arrayMap(x -> base64Decode(x), [{0}])", "arrayMap(x -> toUInt8(x), mapValues(attributes))", "arrayMap(x -> match('a', x), mapKeys(attributes))", "fromUnixTimestamp({0})", "reinterpretAsUInt64({0})", "toIntervalDay({0})", "bitShiftLeft(1, {0})", "leftPad('a', {0})",
    ];

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
        < 3 => Sweep(),
        3 => $"WITH t AS ({Select()}) SELECT count() FROM t",
        4 => $"SELECT count() FROM ({Select()} UNION ALL {Select()})",
        5 => $"SELECT count() FROM errors AS a {Pick("INNER", "LEFT", "ANY LEFT", "RIGHT", "FULL")} JOIN issues AS b ON a.issue_id = b.issue_id WHERE {Condition(Tables[0].Columns)}",
        6 => $"SELECT {Column(0)}, count() FROM errors WHERE {Column(0)} IN (SELECT {Column(0)} FROM errors WHERE {Condition(Tables[0].Columns)}) GROUP BY ALL",
        7 => $"SELECT (SELECT {Call(Tables[0].Columns, 1)} FROM errors ORDER BY time LIMIT 1)",
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

    private string Complaint(string[] columns) => Pick(Complaints).Replace("{0}", Pick(columns), StringComparison.Ordinal);

    /// <summary>Each complaint about each column, in each place, one after the other.</summary>
    private string Sweep()
    {
        var columns = Tables[0].Columns;
        var complaint = Complaints[swept % Complaints.Length].Replace("{0}", columns[swept / Complaints.Length % columns.Length], StringComparison.Ordinal);
        swept = (swept + 389) % (Complaints.Length * columns.Length);
        return Pick($"SELECT count() FROM errors WHERE toString({complaint}) != 'x'", $"SELECT {complaint} FROM errors", $"SELECT {complaint} AS k, count() FROM errors GROUP BY k", $"SELECT count() FROM errors WHERE level = 'fatal' AND isNotNull({complaint})");
    }

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
