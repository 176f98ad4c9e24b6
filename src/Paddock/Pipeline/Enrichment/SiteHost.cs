using System.Net;

namespace Paddock.Pipeline.Enrichment;

/// <summary>Which hosts are one site. Near enough without the public suffix list, whose 10,000 rules change weekly: wrong guesses only split visitors.</summary>
internal static class SiteHost
{
    // "co.uk", "com.au", "or.jp": a short label before a country's.
    private const int LongestSecondLevel = 3;
    private const int CountryCode = 2;

    /// <summary>shop.example.co.uk and www.example.co.uk are both example.co.uk; addresses and single names stay.</summary>
    public static string Of(string host)
    {
        if (host.StartsWith('[') || IPAddress.TryParse(host, out _)) return host;
        var last = host.LastIndexOf('.');
        if (last <= 0) return host;
        var second = host.LastIndexOf('.', last - 1);
        if (second > 0 && host.Length - last - 1 == CountryCode && last - second - 1 <= LongestSecondLevel) second = host.LastIndexOf('.', second - 1);
        return second < 0 ? host : host[(second + 1)..];
    }

    /// <summary>The domain itself or a host below it.</summary>
    public static bool IsWithin(string host, string domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');

    /// <summary>A developer's own machine.</summary>
    public static bool IsLocal(string host) =>
        host is "localhost" or "[::1]" || host.EndsWith(".localhost", StringComparison.Ordinal) || (host.StartsWith("127.", StringComparison.Ordinal) && IPAddress.TryParse(host, out _));
}
