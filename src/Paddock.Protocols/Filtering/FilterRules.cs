using System.Net;

namespace Paddock.Protocols.Filtering;

/// <summary>The filters that need no pattern.</summary>
[Flags]
public enum KnownFilters
{
    None = 0,
    BrowserExtensions = 1,
    LegacyBrowsers = 2,
    Localhost = 4,
    WebCrawlers = 8,
    HydrationErrors = 16,
    ChunkLoadErrors = 32,
    HealthChecks = 64,
}

/// <summary>What of a project's records is noise.</summary>
/// <param name="Addresses">of clients</param>
/// <param name="Messages">of errors</param>
/// <param name="Releases">of errors and transactions</param>
public sealed record FilterRules(KnownFilters Known, IReadOnlyList<IPNetwork> Addresses, IReadOnlyList<Glob> Messages, IReadOnlyList<Glob> Releases)
{
    /// <summary>Those that nobody can act upon, as for Sentry's new projects: the others may hide what somebody looks for.</summary>
    public const KnownFilters Usual = KnownFilters.HydrationErrors | KnownFilters.ChunkLoadErrors | KnownFilters.HealthChecks;

    public static readonly FilterRules Default = new(Usual, [], [], []);

    public bool Has(KnownFilters filter) => (Known & filter) != 0;

    /// <summary>Whether the client is one of those that are not listened to.</summary>
    public bool Refuses(IPAddress? address)
    {
        if (address is null || Addresses.Count == 0) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        foreach (var network in Addresses)
        {
            if (network.Contains(address)) return true;
        }
        return false;
    }

    public bool RefusesRelease(ReadOnlySpan<char> release) => release.Length > 0 && Matches(Releases, release);

    public bool RefusesMessage(ReadOnlySpan<char> message) => message.Length > 0 && Matches(Messages, message);

    private static bool Matches(IReadOnlyList<Glob> globs, ReadOnlySpan<char> text)
    {
        for (var index = 0; index < globs.Count; index++)
        {
            if (globs[index].Matches(text)) return true;
        }
        return false;
    }
}

/// <summary>The ledger's words for what was filtered.</summary>
public static class FilterReasons
{
    public const string BrowserExtension = "browser_extension", LegacyBrowser = "legacy_browser", Localhost = "localhost", WebCrawler = "web_crawler", HydrationError = "hydration_error",
        ChunkLoadError = "chunk_load_error", HealthCheck = "health_check", Address = "ip_address", Message = "error_message", Release = "release";
}
