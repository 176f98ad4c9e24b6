namespace Paddock.Protocols.Sentry.Events;

/// <summary>
/// Frames of installed packages and of the language itself. An SDK without settings of its own marks every frame as the application's
/// (Python's 1.9 on Debian), which makes all of them equally worthless.
/// </summary>
internal static class LibraryFrames
{
    // Of paths with forward slashes.
    private static readonly string[] Folders = ["/site-packages/", "/dist-packages/", "/node_modules/", "/lib/python3.", "/lib/python2.", "/gems/", "/vendor/"];

    private static readonly string[] Beginnings = ["node:", "<frozen ", "internal/", "node_modules/", "webpack/bootstrap", "/usr/lib/ruby/", "/usr/share/php/"];

    private static readonly string[] JavaPackages = ["java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala."];

    public static bool Contains(ReadOnlySpan<char> path, ReadOnlySpan<char> module, ReadOnlySpan<char> fileName)
    {
        foreach (var folder in Folders)
        {
            if (path.IndexOf(folder) >= 0)
                return true;
        }
        return StartsWithAny(path.IsEmpty ? fileName : path, Beginnings) || (path.IsEmpty && StartsWithAny(module, JavaPackages));
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (text.StartsWith(beginning))
                return true;
        }
        return false;
    }
}
