using Paddock.ClickHouse;

namespace Paddock.Pipeline.Reading;

/// <summary>Writes terms of a search as conditions of SQL; every value is a parameter.</summary>
internal sealed class SearchSql
{
    private readonly List<(string Name, string Value)> _parameters = [];

    public static string Condition(bool not, string condition) => not ? $" AND NOT ({condition})" : $" AND ({condition})";

    /// <summary>The text contains the word, in any case.</summary>
    public string Contains(string expression, string word) => $"positionCaseInsensitiveUTF8({expression}, {Parameter(word)}) > 0";

    /// <summary>The text is the value, with * for anything.</summary>
    public string Matches(string expression, string value) => value switch
    {
        "*" => $"{expression} != ''",
        _ when value.Contains('*', StringComparison.Ordinal) => $"{expression} ILIKE {Parameter(Pattern(value))}",
        _ => $"{expression} = {Parameter(value)}",
    };

    public string Parameter(string value)
    {
        var name = $"term{_parameters.Count}";
        _parameters.Add((name, value));
        return $"{{{name}:String}}";
    }

    public void AddTo(QueryParameters parameters)
    {
        foreach (var (name, value) in _parameters) parameters.Add(name, value);
    }

    private static string Pattern(string value) =>
        value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace('*', '%');
}
