using System.Text.RegularExpressions;

namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>Takes out of a module's name what a run-time generator numbered; empty when the module says nothing.</summary>
internal static partial class ModuleNames
{
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> module, ReadOnlySpan<char> absolutePath, ReadOnlySpan<char> platform)
    {
        // A script's module that is just the end of its path says no more than the path.
        if (platform is "javascript" && module.Contains('/') && absolutePath.EndsWith(module))
            return default;
        if (platform is not "java")
            return module;
        if (module.Contains("$$Lambda$", StringComparison.Ordinal))
            return default;
        return module.Contains('$') || module.Contains("Generated", StringComparison.Ordinal) ? Generated().Replace(module.ToString(), "${kept}<auto>") : module;
    }

    [GeneratedRegex(
        @"(?<kept>reflect\.Generated(?:Serialization)?(?:Constructor|Method)Accessor)[0-9]+" +
        @"|(?<kept>\$\$[A-Za-z_]+CGLIB\$\$)[0-9a-fA-F]+(?:_[0-9]+)?" +
        @"|(?<kept>\$\$_javassist)(?:_seam)?(?:_[0-9]+)?" +
        @"|(?<kept>\$fn__)[0-9]+",
        RegexOptions.CultureInvariant)]
    private static partial Regex Generated();
}
