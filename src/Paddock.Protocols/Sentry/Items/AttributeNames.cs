using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>What the name of an attribute says about its value.</summary>
internal static class AttributeNames
{
    // Names given by SDKs and OpenTelemetry's conventions: what stands under them is technical, and a word such as "auth" in it gives nothing away.
    private static readonly string[] TechnicalPrefixes =
    [
        "sentry.", "code.", "db.", "http.", "url.", "server.", "client.", "network.", "net.", "browser.", "os.", "device.", "runtime.", "process.", "thread.", "logger.",
        "exception.", "messaging.", "rpc.", "cache.", "django.", "user_agent.", "faas.", "cloud.", "k8s.", "container.", "service.", "telemetry.", "host.", "user.", "measurements.",
    ];

    public static bool IsSensitive(ReadOnlySpan<char> key) =>
        !TagReader.IsSessionId(key) && (SensitiveNames.IsSensitive(key) || SensitiveNames.IsSensitive(key[(key.LastIndexOf('.') + 1)..]));

    public static TextKind KindOf(ReadOnlySpan<char> key)
    {
        foreach (var prefix in TechnicalPrefixes)
        {
            if (key.StartsWith(prefix))
                return TextKind.Prose;
        }
        return TextKind.Data;
    }
}
