namespace Paddock.Protocols.Sentry.Grouping.Rules;

/// <summary>The words of a rule: bare, or in double quotes with \" for a quote; what stands in {{ }} is part of its word.</summary>
internal static class RuleText
{
    private const int LongestRule = 1_000;

    /// <summary>Each line that is a rule, with its number from 1.</summary>
    public static IEnumerable<(int Number, string Text)> Lines(string text) =>
        text.Split('\n').Select(static (line, index) => (index + 1, line.Trim())).Where(static line => line.Item2.Length > 0 && line.Item2[0] != '#');

    /// <summary>Reads all rules; <paramref name="parse"/> throws <see cref="FormatException"/> with what is wrong.</summary>
    public static IReadOnlyList<T> ReadAll<T>(string text, bool isOfStack, Func<string, T> parse, out RuleProblem? problem)
    {
        problem = null;
        var rules = new List<T>();
        if (text.Length > GroupingRules.LongestText)
            problem = new RuleProblem(isOfStack, 1, $"At most {GroupingRules.LongestText:N0} characters.");
        else foreach (var (number, line) in Lines(text))
        {
            try
            {
                if (rules.Count == GroupingRules.MostRules)
                    throw new FormatException($"At most {GroupingRules.MostRules} rules.");
                if (line.Length > LongestRule)
                    throw new FormatException($"A rule has at most {LongestRule:N0} characters.");
                rules.Add(parse(line));
            }
            catch (FormatException wrong)
            {
                problem = new RuleProblem(isOfStack, number, wrong.Message);
                break;
            }
        }
        return problem is null ? rules : [];
    }

    public static List<string> Words(string text, bool commas = false)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]) || (commas && text[at] == ','))
                at++;
            else
                words.Add(Word(text, ref at, commas));
        }
        return words;
    }

    private static string Word(string text, ref int at, bool commas)
    {
        var word = new System.Text.StringBuilder();
        for (; at < text.Length && !char.IsWhiteSpace(text[at]) && !(commas && text[at] == ','); at++)
        {
            if (text[at] == '"')
            {
                for (at++; at < text.Length && text[at] != '"'; at++)
                {
                    if (text[at] == '\\' && at + 1 < text.Length)
                        at++;
                    word.Append(text[at]);
                }
                if (at == text.Length)
                    throw new FormatException("A quote has no end.");
            }
            else if (text[at] == '{' && at + 1 < text.Length && text[at + 1] == '{')
            {
                var end = text.IndexOf("}}", at, StringComparison.Ordinal);
                if (end < 0)
                    throw new FormatException("{{ has no }}.");
                word.Append(text, at, end + 2 - at);
                at = end + 1;
            }
            else
            {
                word.Append(text[at]);
            }
        }
        return word.ToString();
    }
}
