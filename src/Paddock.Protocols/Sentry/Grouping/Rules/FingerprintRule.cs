namespace Paddock.Protocols.Sentry.Grouping.Rules;

/// <summary><c>matchers -> parts</c>: events that fit all matchers get the fingerprint.</summary>
internal sealed class FingerprintRule
{
    private const int MostParts = 50;
    private readonly RuleMatchers _matchers;

    private FingerprintRule(string text, RuleMatchers matchers, List<string> parts) => (Text, _matchers, Parts) = (text, matchers, parts);

    public string Text { get; }

    public List<string> Parts { get; }

    public static IReadOnlyList<FingerprintRule> ParseAll(string text, out RuleProblem? problem) => RuleText.ReadAll(text, false, Parse, out problem);

    public bool Matches(ErrorEvent target, GroupingInput input) => _matchers.FitEvent(target, input) && (!_matchers.AsksFrames || _matchers.FitAnyFrame(input));

    private static FingerprintRule Parse(string line)
    {
        var arrow = line.IndexOf("->", StringComparison.Ordinal);
        if (arrow < 0)
            throw new FormatException("A rule is matchers -> fingerprint.");
        var matchers = RuleText.Words(line[..arrow]).ConvertAll(RuleMatcher.Parse);
        var parts = RuleText.Words(line[(arrow + 2)..], commas: true);
        if (matchers.Count == 0)
            throw new FormatException("Before -> stands what has to fit, such as type:TimeoutError.");
        if (parts.Count is 0 or > MostParts)
            throw new FormatException($"Behind -> stands the fingerprint, of 1 to {MostParts} parts.");
        foreach (var part in parts)
            FingerprintVariables.Check(part);
        return new FingerprintRule(line, new RuleMatchers(matchers), parts);
    }
}
