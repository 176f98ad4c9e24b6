using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Paddock.ClickHouse;

namespace Paddock.Signals.Errors;

/// <summary>
/// What was typed above the list of issues. A word is sought in title, value and culprit. <c>key:value</c> names a column or a tag, and only
/// events that have it are counted; <c>*</c> in the value stands for anything, alone for any value at all. <c>!</c> in front excludes; quotes keep spaces together.
/// </summary>
internal sealed partial class IssueSearch
{
    public const int LongestText = 1_000;

    // More would be no question but an attack: each term is a pass over the range.
    private const int MostTerms = 20;

    private static readonly FrozenSet<string> Columns =
        new[] { "culprit", "distribution", "environment", "host", "level", "logger", "platform", "release", "sdk", "service", "transaction", "type" }.ToFrozenSet();

    private readonly List<(string Name, string Value)> _parameters = [];

    public static IssueSearch None { get; } = new();

    /// <summary>A condition on rows of <c>paddock.errors</c>.</summary>
    public string Rows { get; private set; } = "1";

    /// <summary>A condition on rows of <c>paddock.issues</c>.</summary>
    public string Issues { get; private set; } = "1";

    /// <returns>Null where the text is too long or has too many terms.</returns>
    public static IssueSearch? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return None;
        if (text.Length > LongestText) return null;
        var terms = Term().Matches(text);
        if (terms.Count > MostTerms) return null;
        var search = new IssueSearch();
        foreach (Match term in terms)
            search.Add(term.Groups["not"].Length > 0, term.Groups["key"].Success ? term.Groups["key"].Value : null, Unquote(term.Groups["value"].Value));
        return search;
    }

    public void AddTo(QueryParameters parameters)
    {
        foreach (var (name, value) in _parameters) parameters.Add(name, value);
    }

    private void Add(bool not, string? key, string value)
    {
        if (key is null)
            Issues += Condition(not, $"positionCaseInsensitiveUTF8(concat(title, ' ', value, ' ', culprit), {Parameter(value)}) > 0");
        else if (key == "user")
            Rows += Condition(not, $"({Matches("distinct_id", value)} OR {Matches("user_email", value)})");
        else
            Rows += Condition(not, Matches(Expression(key), value));
    }

    private string Expression(string key) => key switch
    {
        "trace" => "lower(hex(trace_id))",
        "handled" => "multiIf(errors.handled = 1, 'yes', errors.handled = 0, 'no', '')",
        _ => Columns.Contains(key) ? key : $"tags[{Parameter(key)}]",
    };

    private string Matches(string expression, string value) => value switch
    {
        "*" => $"{expression} != ''",
        _ when value.Contains('*', StringComparison.Ordinal) => $"{expression} ILIKE {Parameter(Pattern(value))}",
        _ => $"{expression} = {Parameter(value)}",
    };

    private string Parameter(string value)
    {
        var name = $"term{_parameters.Count}";
        _parameters.Add((name, value));
        return $"{{{name}:String}}";
    }

    private static string Condition(bool not, string condition) => not ? $" AND NOT ({condition})" : $" AND {condition}";

    private static string Pattern(string value) =>
        value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace('*', '%');

    private static string Unquote(string value) =>
        value is ['"', .., '"'] and not "\"" ? Escaped().Replace(value[1..^1], "$1") : value;

    // The same grammar as web/src/shell/query.ts.
    [GeneratedRegex("""(?<not>!?)(?:(?<key>[\w.-]+):)?(?<value>"(?:[^"\\]|\\.)*"|\S+)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Term();

    [GeneratedRegex(@"\\(.)", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();
}
