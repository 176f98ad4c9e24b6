using System.Text.RegularExpressions;

namespace Paddock.Pipeline.Reading;

/// <summary>
/// A part of what was typed into a search: a word, or <c>key:value</c>. <c>!</c> in front excludes; quotes keep spaces together; <c>*</c> in the value of a
/// key stands for anything, alone for any value at all.
/// </summary>
/// <param name="Key">Null: a word.</param>
internal sealed partial record SearchTerm(bool Not, string? Key, string Value)
{
    /// <summary>As it was typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where it begins in what was typed, from 1.</summary>
    public int At { get; init; }

    public const int LongestText = 1_000;

    // More would be no question but an attack: each term is a pass over the range.
    private const int MostTerms = 20;

    /// <returns>Null where the text is too long or has too many terms.</returns>
    public static List<SearchTerm>? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        if (text.Length > LongestText) return null;
        var terms = Term().Matches(text);
        return terms.Count > MostTerms
            ? null
            : [.. terms.Select(static term => new SearchTerm(term.Groups["not"].Length > 0, term.Groups["key"].Success ? term.Groups["key"].Value : null, Unquote(term.Groups["value"].Value))
            {
                Text = term.Value,
                At = term.Index + 1,
            })];
    }

    private static string Unquote(string value) => value is ['"', .., '"'] and not "\"" ? Escaped().Replace(value[1..^1], "$1") : value;

    // The same grammar as web/src/shell/query.ts.
    [GeneratedRegex("""(?<not>!?)(?:(?<key>[\w.$-]+):)?(?<value>"(?:[^"\\]|\\.)*"|\S+)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Term();

    [GeneratedRegex(@"\\(.)", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();
}
