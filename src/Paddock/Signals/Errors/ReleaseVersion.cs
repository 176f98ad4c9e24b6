using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Paddock.Signals.Errors;

/// <summary>
/// A release whose name says how new it is: <c>shop@2.4.1-rc.1+7</c>, with or without package, "v", pre-release and build. At least two numbers and at most four, so that a
/// number of a build or a hash is none.
/// </summary>
internal sealed record ReleaseVersion(string Package, int[] Numbers, string[] PreRelease, string Build)
{
    private const int MostNumbers = 4, Longest = 250;

    public static bool TryParse(string release, [NotNullWhen(true)] out ReleaseVersion? version)
    {
        version = null;
        if (release.Length > Longest) return false;
        var at = release.LastIndexOf('@');
        var (package, text) = (at < 0 ? "" : release[..at], release[(at + 1)..]);
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var (rest, build) = plus < 0 ? (text, "") : (text[..plus], text[(plus + 1)..]);
        var dash = rest.IndexOf('-', StringComparison.Ordinal);
        var (core, pre) = dash < 0 ? (rest, "") : (rest[..dash], rest[(dash + 1)..]);
        if (core.StartsWith('v') || core.StartsWith('V')) core = core[1..];
        var parts = core.Split('.');
        if (parts.Length is < 2 or > MostNumbers) return false;
        var numbers = new int[MostNumbers];
        for (var index = 0; index < parts.Length; index++)
            if (!parts[index].All(char.IsAsciiDigit) || !int.TryParse(parts[index], out numbers[index])) return false;
        version = new ReleaseVersion(package, numbers, pre.Length == 0 ? [] : pre.Split('.'), build);
        return true;
    }

    /// <returns>Null where only their times can tell: other packages, or builds that are no numbers.</returns>
    public int? CompareTo(ReleaseVersion other)
    {
        if (Package != other.Package) return null;
        var difference = Numbers.AsSpan().SequenceCompareTo(other.Numbers);
        if (difference != 0) return difference;
        difference = ComparePreRelease(PreRelease, other.PreRelease);
        if (difference != 0 || Build == other.Build) return difference;
        return BigInteger.TryParse(Build, out var one) && BigInteger.TryParse(other.Build, out var two) ? one.CompareTo(two) : null;
    }

    // As semver.org has it: none is newest, numbers before words, the longer of two that begin alike is newer.
    private static int ComparePreRelease(string[] one, string[] two)
    {
        if (one.Length == 0 || two.Length == 0) return two.Length.CompareTo(one.Length);
        foreach (var (left, right) in one.Zip(two))
        {
            var (isNumber, isOther) = (BigInteger.TryParse(left, out var number), BigInteger.TryParse(right, out var other));
            var difference = isNumber && isOther ? number.CompareTo(other) : isNumber ? -1 : isOther ? 1 : string.CompareOrdinal(left, right);
            if (difference != 0) return difference;
        }
        return one.Length.CompareTo(two.Length);
    }
}
