using Paddock.Protocols.Filtering;

namespace Paddock.Protocols.Sentry.Grouping.Rules;

/// <summary>What a matcher looks at; matchers of one kind have to fit the same exception, or the same frame.</summary>
internal enum RuleScope
{
    Event,
    Message,
    Exception,
    Frame,
}

/// <summary><c>key:pattern</c>, or <c>!key:pattern</c> for everything else.</summary>
internal sealed class RuleMatcher
{
    public const string Keys = "type, value, message, level, logger, release, sdk, tags.NAME, family, module, function, path or app";

    private readonly string _key;
    private readonly string _pattern;
    private readonly Glob[] _globs;
    private readonly string[] _families;
    private readonly bool _isNot;

    private RuleMatcher(string key, string pattern, bool isNot)
    {
        (_key, _pattern, _isNot) = (key, pattern, isNot);
        _families = pattern.Split(',');
        // Of a path, ** and * are the same here, and the place where it begins is not told.
        _globs = key == "path" ? [.. Paths(pattern.Replace('\\', '/').Replace("**", "*", StringComparison.Ordinal)).Select(static each => new Glob(each))] : [new Glob(pattern)];
    }

    public RuleScope Scope => _key switch
    {
        "type" or "value" => RuleScope.Exception,
        "message" => RuleScope.Message,
        "module" or "function" or "path" or "app" => RuleScope.Frame,
        _ => RuleScope.Event,
    };

    public static RuleMatcher Parse(string word)
    {
        var isNot = word.StartsWith('!');
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            throw new FormatException($"“{word}” is no matcher: write key:pattern.");
        var (name, pattern) = (word[(isNot ? 1 : 0)..colon], word[(colon + 1)..]);
        var key = name switch
        {
            "error.type" => "type",
            "error.value" => "value",
            "stack.module" => "module",
            "stack.function" => "function",
            "stack.abs_path" => "path",
            "in_app" or "stack.in_app" => "app",
            "type" or "value" or "message" or "level" or "logger" or "release" or "sdk" or "family" or "module" or "function" or "path" or "app" => name,
            _ when name.StartsWith("tags.", StringComparison.Ordinal) && name.Length > 5 => name,
            _ => throw new FormatException($"“{name}” is unknown: write {Keys}."),
        };
        if (pattern.Length is 0 or > Glob.Longest)
            throw new FormatException($"The pattern of “{name}” has 1 to {Glob.Longest} characters.");
        if (key == "app" && pattern is not ("yes" or "no" or "true" or "false" or "1" or "0"))
            throw new FormatException("“app” is yes or no.");
        return new RuleMatcher(key, pattern, isNot);
    }

    public bool Fits(ErrorEvent target) => _isNot != (_key switch
    {
        "level" => Matches(target.Level),
        "logger" => Matches(target.Logger),
        "release" => Matches(target.Release),
        "sdk" => Matches(target.SdkName),
        "family" => Array.IndexOf(_families, FamilyOf(target.Platform)) >= 0 || Array.IndexOf(_families, "all") >= 0,
        _ => MatchesTag(target.Tags),
    });

    public bool Fits(ReadOnlySpan<char> message) => _isNot != Matches(message);

    public bool Fits(GroupingInput input, in ExceptionParts exception) => _isNot != Matches(input[_key == "type" ? exception.Type : exception.Value]);

    public bool Fits(GroupingInput input, in FrameParts frame) => _isNot != _key switch
    {
        "module" => Matches(input[frame.Module]),
        "function" => Matches(input[frame.Function]),
        "app" => (frame.InApp == true) == (_pattern is "yes" or "true" or "1"),
        _ => MatchesPath(frame.AbsolutePath.IsEmpty ? input[frame.FileName] : input[frame.AbsolutePath]),
    };

    private bool MatchesTag(IReadOnlyList<Tag> tags)
    {
        for (var index = 0; index < tags.Count; index++)
        {
            if (_key.AsSpan("tags.".Length).SequenceEqual(tags[index].Key) && Matches(tags[index].Value))
                return true;
        }
        return false;
    }

    private static string[] Paths(string pattern) => pattern[0] is '/' or '*' ? [pattern] : [pattern, "*/" + pattern];

    private bool MatchesPath(ReadOnlySpan<char> path)
    {
        Span<char> plain = stackalloc char[Glob.LongestText + 1];
        plain[0] = '/';
        var length = Math.Min(path.Length, Glob.LongestText);
        path[..length].Replace(plain[1..], '\\', '/');
        return Matches(plain[1..(length + 1)]) || (length > 0 && plain[1] != '/' && Matches(plain[..(length + 1)]));
    }

    private bool Matches(ReadOnlySpan<char> text)
    {
        foreach (var glob in _globs)
        {
            if (glob.Matches(text))
                return true;
        }
        return false;
    }

    private static string FamilyOf(string? platform) => platform switch
    {
        "javascript" or "node" => "javascript",
        "native" or "c" or "objc" or "cocoa" or "swift" or "rust" => "native",
        _ => "other",
    };
}
