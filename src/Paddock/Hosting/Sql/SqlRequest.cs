using System.Text.Json;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;

namespace Paddock.Hosting.Sql;

/// <param name="Query">One SELECT.</param>
/// <param name="Parameters">Values for <c>{name:Type}</c> in the query: texts, numbers, booleans, or arrays of them.</param>
internal sealed record SqlRequest(string? Query, Dictionary<string, JsonElement>? Parameters)
{
    /// <summary>Bytes of JSON.</summary>
    public const int Largest = 1 << 20;

    /// <summary>The parameters, or the name of the first that is of no such kind.</summary>
    public (QueryParameters Values, string? Wrong) Values()
    {
        var values = new QueryParameters();
        foreach (var (name, value) in Parameters ?? [])
        {
            if (!IsText(value))
                return (values, name);
            if (value.ValueKind is JsonValueKind.String)
                values.Add(name, value.GetString()!);
            else if (Literal(value) is { } literal)
                values.AddText(name, literal);
            else
                return (values, name);
        }
        return (values, null);
    }

    // "\ud800" is JSON, but no text.
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().All(IsText) : value.ValueKind is not JsonValueKind.String || value.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Literal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"'{value.GetString()!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => List(value),
        _ => null,
    };

    private static string? List(JsonElement array)
    {
        var literals = array.EnumerateArray().Select(Literal).ToList();
        return literals.Contains(null) ? null : $"[{string.Join(',', literals)}]";
    }
}

/// <summary>The shape of what <see cref="SqlAnswer"/> writes.</summary>
/// <param name="Rows">Values in the order of the columns; integers of 64 bits and times are texts.</param>
internal sealed record SqlResult(SqlColumn[] Columns, JsonElement[][] Rows, SqlStatistics Statistics);

/// <param name="Type">As ClickHouse names it.</param>
internal sealed record SqlColumn(string Name, string Type);

/// <param name="Truncated">There were more rows than an answer may have.</param>
internal sealed record SqlStatistics(long Rows, bool Truncated, double ElapsedMilliseconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SqlRequest))]
[JsonSerializable(typeof(SqlResult))]
internal sealed partial class SqlJson : JsonSerializerContext;
