namespace Paddock.Protocols.Sentry.Events;

/// <summary>Severities by the names of Sentry and of its SDKs, and by the numbers of Python's logging that old clients send.</summary>
internal static class Levels
{
    public static string Parse(ReadOnlySpan<char> text) => text switch
    {
        "fatal" or "critical" or "50" => "fatal",
        "warning" or "warn" or "30" => "warning",
        "info" or "log" or "20" => "info",
        "debug" or "10" => "debug",
        _ => "error",
    };
}
