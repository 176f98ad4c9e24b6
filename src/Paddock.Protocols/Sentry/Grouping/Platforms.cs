namespace Paddock.Protocols.Sentry.Grouping;

internal static class Platforms
{
    public static bool IsScript(ReadOnlySpan<char> platform) => platform is "javascript" or "node";

    /// <summary>Where the source line that comes with a frame is the one that ran.</summary>
    public static bool HasTrustedSource(ReadOnlySpan<char> platform) => platform is "javascript" or "node" or "python" or "php" or "ruby";
}
