namespace Paddock.Protocols.Filtering;

/// <summary>Errors that are made by something else than the site, and requests that nobody made: tables of what they look like.</summary>
public static class KnownNoise
{
    // Of a message, anywhere in it. Toolbars, password managers, antivirus, wallets and apps that put scripts of their own into pages.
    private static readonly string[] ExtensionMessages =
    [
        "top.GLOBALS", "originalCreateNotification", "canvas.contentDocument", "MyApp_RemoveAllHighlights", "http://tt.epicplay.com", "Can't find variable: ZiteReader", "jigsaw is not defined",
        "ComboSearch is not defined", "http://loading.retry.widdit.com/", "atomicFindClose", "fb_xd_fragment", "bmi_SafeAddOnload", "EBCallBackMessageReceived", "conduitPage", "_avast_submit",
        "SkipNavigationMarkup", "can't redefine non-configurable property \"userAgent\"", "null is not an object (evaluating 'elt.parentNode')", "plugin.setSuspendState is not a function",
        "Extension context invalidated", "VSCode is not defined", "webkitExitFullScreen", "Can't find variable: gmo", "instantSearchSDKJSBridgeClearHighlight", "PaymentAutofillConfig",
        "DealPly", "Cannot redefine property: ethereum", "tronLink", "zaloJSV2", "chrome.runtime.sendMessage", "Talisman extension", "The message port closed before a response was received",
    ];

    // Of the file in which the error was raised, anywhere in it.
    private static readonly string[] ExtensionFiles =
    [
        "chrome-extension://", "moz-extension://", "safari-extension://", "safari-web-extension://", "webkit-masked-url://", "ms-browser-extension://", "chrome://", "resource://",
        "graph.facebook.com", "connect.facebook.net", "eatdifferent.com.woopra-ns.com", "static.woopra.com/js/woopra.js", "superfish.com", "kaspersky-labs.com", "metrics.itunes.apple.com.edgesuite.net",
    ];

    // Of "type: value". What React says when a page made by the server is not the one that it would have made, in words and as numbers.
    private static readonly Glob[] Hydration =
    [
        .. new[]
        {
            "*Hydration failed because*", "*There was an error while hydrating*", "*Text content does not match server-rendered HTML*", "*This Suspense boundary received an update before it finished hydrating*",
            "*The server could not finish this Suspense boundary*",
        }.Concat(new[] { 418, 419, 421, 422, 423, 425 }.SelectMany(static number => new[] { $"*Minified React error #{number};*", $"*error-decoder.html?invariant={number}*", $"*react.dev/errors/{number}*" }))
            .Select(static pattern => new Glob(pattern)),
    ];

    // The page is older than the last deployment: what it asks for is gone, and a reload mends it.
    private static readonly Glob[] ChunkLoad = [new("ChunkLoadError: Loading chunk *"), new("*Uncaught *ChunkLoadError: Loading chunk *")];

    // Of a route or a path, its last words.
    private static readonly string[] HealthEnds =
        ["/health", "/healthy", "/healthz", "/health_check", "/health-check", "/_health", "/live", "/livez", "/ready", "/readyz", "/readiness", "/liveness", "/ping", "/up"];

    private static readonly string[] HealthWords = ["healthcheck", "heartbeat"];

    // The first version of each that is not legacy, by the browser's name in the table of user agents.
    private static readonly Dictionary<string, int> FirstModern = new(StringComparer.Ordinal)
    {
        ["Internet Explorer"] = int.MaxValue,
        ["IE Mobile"] = int.MaxValue,
        ["Edge"] = 79,
        ["Safari"] = 12,
        ["Firefox"] = 67,
        ["Chrome"] = 63,
        ["Opera"] = 51,
        ["Opera Mini"] = 35,
        ["Android"] = 4,
    };

    /// <param name="message">"type: value" of the raised exception</param>
    /// <param name="file">in which it was raised; "" if nobody knows</param>
    public static bool IsOfExtension(string message, string file) =>
        Array.Exists(ExtensionMessages, part => message.Contains(part, StringComparison.OrdinalIgnoreCase)) || Array.Exists(ExtensionFiles, part => file.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <param name="message">"type: value"</param>
    public static bool IsHydration(string message) => Array.Exists(Hydration, glob => glob.Matches(message));

    /// <param name="message">"type: value"</param>
    public static bool IsChunkLoad(string message) => Array.Exists(ChunkLoad, glob => glob.Matches(message));

    /// <param name="name">"GET /healthz/", a route or a path</param>
    public static bool IsHealthCheck(ReadOnlySpan<char> name)
    {
        name = name.TrimEnd('/');
        foreach (var word in HealthWords)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        foreach (var end in HealthEnds)
        {
            if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <param name="browser">as the table of user agents calls it</param>
    /// <param name="version">the major one</param>
    public static bool IsLegacy(string browser, string version) => FirstModern.TryGetValue(browser, out var modern) && int.TryParse(version, out var major) && major < modern;

    /// <param name="url">of the request in which the error happened</param>
    public static bool IsLocal(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.IsLoopback || address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
}
