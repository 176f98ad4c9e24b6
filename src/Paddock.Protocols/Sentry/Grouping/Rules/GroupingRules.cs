namespace Paddock.Protocols.Sentry.Grouping.Rules;

/// <summary>What a project wants grouped differently, in the two languages of Sentry: fingerprint rules, and rules for the frames of stacks.</summary>
public sealed class GroupingRules
{
    /// <summary>Of each kind.</summary>
    public const int MostRules = 100;

    /// <summary>Characters of a kind's rules in all.</summary>
    public const int LongestText = 20_000;

    // Files of a build that is gone, and pages that differ from what the server made, come from wherever the script was: by their stacks they would be a hundred issues.
    private const string BuiltIn = """
        family:javascript type:ChunkLoadError -> chunkloaderror
        family:javascript value:"ChunkLoadError*" -> chunkloaderror
        family:javascript value:"Hydration failed because*" -> hydrationerror {{ transaction }}
        family:javascript value:"Text content does not match server-rendered HTML*" -> hydrationerror {{ transaction }}
        family:javascript value:"There was an error while hydrating*" -> hydrationerror {{ transaction }}
        """;

    private static readonly IReadOnlyList<FingerprintRule> s_builtIn = FingerprintRule.ParseAll(BuiltIn, out _);

    /// <summary>Those of a project that has none of its own.</summary>
    public static readonly GroupingRules None = new([], []);

    private readonly IReadOnlyList<FingerprintRule> _fingerprints;
    private readonly IReadOnlyList<StackRule> _stacks;

    private GroupingRules(IReadOnlyList<FingerprintRule> fingerprints, IReadOnlyList<StackRule> stacks) => (_fingerprints, _stacks) = (fingerprints, stacks);

    /// <param name="fingerprints">one rule a line: <c>type:DatabaseUnavailable -> database {{ transaction }}</c>; # begins a comment</param>
    /// <param name="stacks">one rule a line: <c>path:**/vendored/** -app</c></param>
    /// <param name="problem">the first, where the result is null</param>
    public static GroupingRules? Parse(string fingerprints, string stacks, out RuleProblem? problem)
    {
        var parsed = FingerprintRule.ParseAll(fingerprints, out problem);
        if (problem is not null)
            return null;
        var frames = StackRule.ParseAll(stacks, out problem);
        return problem is null ? new GroupingRules(parsed, frames) : null;
    }

    /// <summary>Marks frames, and says which fingerprint counts: a rule's of the project, else the client's, else one that is built in.</summary>
    internal void Apply(ErrorEvent target, GroupingInput input)
    {
        foreach (var rule in _stacks)
            rule.Apply(target, input);
        var matching = First(_fingerprints, target, input) ?? (input.Fingerprint is null ? First(s_builtIn, target, input) : null);
        input.FingerprintRule = matching?.Text;
        input.Counting = matching?.Parts ?? input.Fingerprint;
        if (input.Counting is { } parts && parts.Exists(static part => part.Contains("{{", StringComparison.Ordinal)))
            input.Counting = FingerprintVariables.ExpandAll(parts, target, input);
    }

    private static FingerprintRule? First(IReadOnlyList<FingerprintRule> rules, ErrorEvent target, GroupingInput input)
    {
        for (var index = 0; index < rules.Count; index++)
        {
            if (rules[index].Matches(target, input))
                return rules[index];
        }
        return null;
    }
}

/// <param name="IsOfStack">Of the rules for stacks, else of those for fingerprints.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">What is wrong, in words for who wrote it.</param>
public sealed record RuleProblem(bool IsOfStack, int Line, string Text);
