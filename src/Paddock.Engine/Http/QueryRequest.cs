using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>The parts of a request that stand in its URL and headers, by ClickHouse's rules: `param_x` is the value of {x:Type}, any other name is a setting.</summary>
internal sealed class QueryRequest
{
    internal string Query { get; private set; } = "";

    internal string Database { get; private set; } = "";

    internal string Format { get; private set; } = "TabSeparated";

    internal string QueryId { get; private set; } = "";

    /// <summary>Who wrote the statement, where it is not Paddock: a guest of <see cref="Admission"/>.</summary>
    internal string Owner { get; private set; } = "";

    internal bool WaitEndOfQuery { get; private set; }

    internal List<string> ParameterNames { get; } = [];

    internal List<string> ParameterValues { get; } = [];

    internal List<(string Name, string Value)> Settings { get; } = [];

    internal static QueryRequest Read(HttpRequest http)
    {
        var request = new QueryRequest
        {
            Database = http.Headers["X-ClickHouse-Database"].ToString(),
        };
        if (http.Headers["X-ClickHouse-Format"].ToString() is { Length: > 0 } format)
            request.Format = format;
        foreach (var (name, values) in http.Query)
            request.Add(name, values.ToString());
        if (request.QueryId.Length == 0)
            request.QueryId = Guid.NewGuid().ToString();
        return request;
    }

    private void Add(string name, string value)
    {
        switch (name)
        {
            case "query":
                Query = value;
                break;
            case "database":
                Database = value;
                break;
            case "default_format":
                Format = value;
                break;
            case "query_id":
                QueryId = value;
                break;
            case "quota_key":
                Owner = value;
                break;
            case "wait_end_of_query":
                WaitEndOfQuery = value is not "0";
                break;
            case "user" or "password" or "role" or "stacktrace" or "enable_http_compression" or "buffer_size" or "log_comment":
                break; // there is one user; answers are never compressed; log_comment names the query for its cancellation
            case "session_id" or "session_timeout" or "session_check":
                throw EngineError.Of(EngineError.NotImplemented, "NOT_IMPLEMENTED", "Sessions are not supported: every request stands alone");
            case "compress" or "decompress" when value is not "0":
                throw EngineError.Of(EngineError.NotImplemented, "NOT_IMPLEMENTED", $"{name}=1 is not supported: use Content-Encoding");
            case "compress" or "decompress":
                break;
            default:
                AddOther(name, value);
                break;
        }
    }

    private void AddOther(string name, string value)
    {
        if (name.StartsWith("param_", StringComparison.Ordinal))
        {
            ParameterNames.Add(name["param_".Length..]);
            ParameterValues.Add(value);
            return;
        }

        if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_'))
            throw EngineError.Of(115, "UNKNOWN_SETTING", $"Unknown setting '{name}'");
        Settings.Add((name, value));
    }

    /// <summary>The statements that make a fresh session this request's own; names are checked and values quoted, so that no value becomes SQL.</summary>
    internal IEnumerable<string> SessionStatements()
    {
        if (Database.Length > 0)
            yield return $"USE {SqlText.Identifier(Database)}";
        if (Settings.Count > 0)
            yield return "SET " + string.Join(", ", Settings.Select(static s => $"{s.Name} = {SqlText.Literal(s.Value)}"));
    }

    /// <summary>
    /// Bounds for a result that libchdb makes whole in memory, uncounted by its own memory limit (1.4 GB at a limit of 512 MB, measured).
    /// Who wants more takes a format that streams.
    /// </summary>
    internal IEnumerable<string> MissingResultLimits() =>
        from limit in WholeResultLimits
        where !Settings.Exists(setting => setting.Name == limit.Name)
        select $"SET {limit.Name} = {limit.Value}";

    private static readonly (string Name, long Value)[] WholeResultLimits = [("max_result_rows", 500_000), ("max_result_bytes", 64 << 20)];

    internal Statement Statement(ReadOnlyMemory<byte> sql, string format) => new(sql, format, ParameterNames, ParameterValues);
}
