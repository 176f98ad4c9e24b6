using System.Net;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Filtering;
using Paddock.Protocols.Sentry;

namespace Paddock.Receivers.Intake;

/// <summary>Who sends a request.</summary>
/// <param name="Agent">Its User-Agent.</param>
internal readonly record struct Sender(IPAddress? Address, string Agent);

/// <summary>Asks a project's filters whether a record is noise. What is goes no further, and into the ledger by the filter's name.</summary>
internal sealed class InboundFilters(UserAgents agents)
{
    /// <returns>The filter's name; null: it may come in.</returns>
    public string? ReasonAgainst(ErrorEvent error, FilterRules rules, in Sender sender)
    {
        if (rules.Refuses(sender.Address)) return FilterReasons.Address;
        if (rules.RefusesRelease(error.Release)) return FilterReasons.Release;
        var headline = error.Type is null ? error.Message ?? error.Title : $"{error.Type}: {error.Value}";
        if (rules.RefusesMessage(headline) || rules.RefusesMessage(error.Value) || rules.RefusesMessage(error.Message)) return FilterReasons.Message;
        if (rules.Has(KnownFilters.ChunkLoadErrors) && KnownNoise.IsChunkLoad(headline)) return FilterReasons.ChunkLoadError;
        if (rules.Has(KnownFilters.HydrationErrors) && KnownNoise.IsHydration(headline)) return FilterReasons.HydrationError;
        // A server's error is its own, whatever is in it of an extension.
        if (rules.Has(KnownFilters.BrowserExtensions) && error.Platform == "javascript" && KnownNoise.IsOfExtension(headline, EventSurroundings.FileOf(error))) return FilterReasons.BrowserExtension;
        if (rules.Has(KnownFilters.Localhost) && KnownNoise.IsLocal(error.RequestUrl)) return FilterReasons.Localhost;
        return rules.Has(KnownFilters.WebCrawlers | KnownFilters.LegacyBrowsers) ? AgainstBrowser(error, rules, sender) : null;
    }

    /// <param name="name">of the transaction</param>
    /// <param name="route">"" or the pattern of its address</param>
    /// <param name="path">"" or its address</param>
    /// <returns>The filter's name; null: it may come in.</returns>
    public static string? ReasonAgainstTransaction(FilterRules rules, ReadOnlySpan<byte> name, ReadOnlySpan<byte> route, ReadOnlySpan<byte> path, ReadOnlySpan<byte> release)
    {
        if (rules.Releases.Count > 0 && Matches(release, rules.RefusesRelease)) return FilterReasons.Release;
        return rules.Has(KnownFilters.HealthChecks) && (Matches(name, KnownNoise.IsHealthCheck) || Matches(route, KnownNoise.IsHealthCheck) || Matches(path, KnownNoise.IsHealthCheck)) ? FilterReasons.HealthCheck : null;
    }

    // A page's client sends its events itself, and need not say again what its request says.
    private string? AgainstBrowser(ErrorEvent error, FilterRules rules, in Sender sender)
    {
        var isOfPage = error.Platform == "javascript";
        var header = EventSurroundings.AgentOf(error) is { Length: > 0 } told ? told : isOfPage ? sender.Agent : "";
        if (header.Length == 0) return null;
        var agent = agents.Read(header);
        if (rules.Has(KnownFilters.WebCrawlers) && agent.BotReason == BotReasons.UserAgent) return FilterReasons.WebCrawler;
        return isOfPage && rules.Has(KnownFilters.LegacyBrowsers) && KnownNoise.IsLegacy(agent.Browser, agent.BrowserVersion) ? FilterReasons.LegacyBrowser : null;
    }

    private delegate bool Question(ReadOnlySpan<char> text);

    private static bool Matches(ReadOnlySpan<byte> utf8, Question question)
    {
        const int longest = Glob.LongestText;
        if (utf8.IsEmpty) return false;
        Span<char> text = stackalloc char[longest];
        System.Text.Unicode.Utf8.ToUtf16(utf8, text, out _, out var length);
        return question(text[..length]);
    }
}
