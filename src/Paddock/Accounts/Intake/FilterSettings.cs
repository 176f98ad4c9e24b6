using System.ComponentModel.DataAnnotations;
using System.Net;
using Paddock.Protocols.Filtering;

namespace Paddock.Accounts.Intake;

/// <summary>What of a project's records is noise, and not kept.</summary>
/// <param name="BrowserExtensions">errors of scripts that extensions put into pages</param>
/// <param name="LegacyBrowsers">errors in browsers that their makers left years ago</param>
/// <param name="Localhost">errors in requests to localhost</param>
/// <param name="WebCrawlers">errors in requests of crawlers</param>
/// <param name="HydrationErrors">errors by which React says that a page differs from the server's</param>
/// <param name="ChunkLoadErrors">errors of pages that are older than the last deployment</param>
/// <param name="HealthChecks">requests that only ask whether the site is there</param>
/// <param name="Addresses">of clients, as 192.0.2.7 or 192.0.2.0/24: nothing is taken from them by Sentry's doors and those of page trackers</param>
/// <param name="ErrorMessages">patterns of errors, as "TypeError: *.foo is undefined": * is anything, ? one character</param>
/// <param name="Releases">patterns of releases whose errors and requests are not kept</param>
internal sealed record FilterSettings(
    bool BrowserExtensions, bool LegacyBrowsers, bool Localhost, bool WebCrawlers, bool HydrationErrors, bool ChunkLoadErrors, bool HealthChecks,
    [property: MaxLength(FilterSettings.MostPatterns)] string[] Addresses, [property: MaxLength(FilterSettings.MostPatterns)] string[] ErrorMessages, [property: MaxLength(FilterSettings.MostPatterns)] string[] Releases)
{
    public const int MostPatterns = 100;

    public static readonly FilterSettings Default = Of(FilterRules.Usual);

    /// <summary>What is wrong with it, in words; null: nothing.</summary>
    public string? Problem()
    {
        foreach (var (name, list) in (ReadOnlySpan<(string, string[]?)>)[("addresses", Addresses), ("errorMessages", ErrorMessages), ("releases", Releases)])
        {
            if (PatternProblem(name, list) is { } problem) return problem;
        }
        return Array.Find(Addresses, static address => NetworkOf(address) is null) is { } wrong ? $"addresses: {wrong} is neither an address nor a network such as 192.0.2.0/24." : null;
    }

    /// <summary>What is wrong with patterns, in words; null: nothing.</summary>
    public static string? PatternProblem(string name, string[]? patterns) =>
        patterns is null ? $"{name}: write a list; it may be empty."
        : patterns.Length > MostPatterns ? $"{name}: there may be {MostPatterns}."
        : Array.Exists(patterns, static pattern => string.IsNullOrWhiteSpace(pattern) || pattern.Length > Glob.Longest || pattern.AsSpan().ContainsAny('\n', '\r', '\0')) ? $"{name}: each has 1 to {Glob.Longest} characters on one line."
        : Array.Exists(patterns, static pattern => pattern.AsSpan().Trim('*').IsEmpty) ? $"{name}: a pattern of stars alone would leave nothing."
        : null;

    /// <summary>For the audit log.</summary>
    public string InWords()
    {
        var rules = ToRules();
        return $"{rules.Known}, addresses {Addresses.Length}, messages {ErrorMessages.Length}, releases {Releases.Length}";
    }

    /// <summary>As doors ask it.</summary>
    public FilterRules ToRules() => new(
        Known(BrowserExtensions, KnownFilters.BrowserExtensions) | Known(LegacyBrowsers, KnownFilters.LegacyBrowsers) | Known(Localhost, KnownFilters.Localhost) | Known(WebCrawlers, KnownFilters.WebCrawlers)
            | Known(HydrationErrors, KnownFilters.HydrationErrors) | Known(ChunkLoadErrors, KnownFilters.ChunkLoadErrors) | Known(HealthChecks, KnownFilters.HealthChecks),
        [.. Addresses.Select(static address => NetworkOf(address)!.Value)], Globs(ErrorMessages), Globs(Releases));

    private static FilterSettings Of(KnownFilters known)
    {
        bool Has(KnownFilters filter) => known.HasFlag(filter);
        return new(Has(KnownFilters.BrowserExtensions), Has(KnownFilters.LegacyBrowsers), Has(KnownFilters.Localhost), Has(KnownFilters.WebCrawlers), Has(KnownFilters.HydrationErrors),
            Has(KnownFilters.ChunkLoadErrors), Has(KnownFilters.HealthChecks), [], [], []);
    }

    private static KnownFilters Known(bool isOn, KnownFilters filter) => isOn ? filter : KnownFilters.None;

    private static Glob[] Globs(string[] patterns) => [.. patterns.Select(static pattern => new Glob(pattern.Trim()))];

    // 192.0.2.7/24 is meant as its network.
    private static IPNetwork? NetworkOf(string text)
    {
        var parts = text.Trim().Split('/', 2);
        if (!IPAddress.TryParse(parts[0], out var address)) return null;
        var bytes = address.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (parts.Length == 2 && (!int.TryParse(parts[1], System.Globalization.NumberStyles.None, null, out bits) || bits > bytes.Length * 8)) return null;
        for (var bit = bits; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), bits);
    }
}
