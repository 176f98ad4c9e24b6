namespace Paddock.Pages;

/// <summary>Where a sign-in leads. Anything that could lead to another site leads home instead.</summary>
internal static class LocalPath
{
    private const string Home = "/";
    private const int MaximumLength = 2000;

    /// <summary>
    /// Browsers read "\" as "/", skip tabs and line ends anywhere, and take "//host" for another site: so one slash at the start, and
    /// no backslash or control character at all.
    /// </summary>
    public static string OrHome(string? next) =>
        next is ['/', ..] and not ['/', '/', ..]
        && next.Length <= MaximumLength
        && !next.Any(character => character == '\\' || char.IsControl(character) || char.IsWhiteSpace(character) || !char.IsAscii(character))
            ? next
            : Home;
}
