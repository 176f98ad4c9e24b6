using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Paddock.Pipeline.Enrichment;

/// <summary>
/// User-Agent headers, read once each (some 90 µs): two generations of answers are kept, so that what is asked for stays and memory is bounded
/// (some 300 bytes an agent, 10 MB in all).
/// </summary>
internal sealed class UserAgents
{
    private const int LongestAgent = 512;
    private const int LongestName = 40;
    private const int MostInGeneration = 16_384;

    private static readonly UserAgent Nobody = new("", "", "", "", Devices.Bot, BotReasons.NoUserAgent);

    // Together some 5 MB, so not before the first agent comes.
    private readonly Lazy<Rules> _rules = new(static () => new Rules());
    private ConcurrentDictionary<string, UserAgent> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, UserAgent> _old = new(StringComparer.Ordinal);
    private int _inYoung;

    /// <param name="header">As it was sent; what is behind 512 characters is not looked at.</param>
    public UserAgent Read(string? header)
    {
        if (string.IsNullOrWhiteSpace(header)) return Nobody;
        if (header.Length > LongestAgent) header = header[..LongestAgent];
        if (_young.TryGetValue(header, out var known)) return known;
        if (!_old.TryGetValue(header, out known)) known = _rules.Value.Read(header);
        // Two threads may turn the generations at once: then some agents are read again.
        if (_young.TryAdd(header, known) && Interlocked.Increment(ref _inYoung) >= MostInGeneration)
        {
            _old = _young;
            _young = new(StringComparer.Ordinal);
            Volatile.Write(ref _inYoung, 0);
        }
        return known;
    }

    private sealed class Rules
    {
        private readonly AgentPatterns _browsers = new("browsers.tsv");
        private readonly AgentPatterns _systems = new("systems.tsv");

        // Compiled, 200 alternatives take 50 µs; interpreted 400.
        private readonly Regex _bots = new(string.Join('|', EnrichmentData.Read("bots.tsv").Select(static row => row[0])),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled, AgentPatterns.LongestMatch);

        public UserAgent Read(string agent)
        {
            try
            {
                var (browser, version) = _browsers.Match(agent);
                var (os, osVersion) = _systems.Match(agent);
                var isBot = _bots.IsMatch(agent);
                return new UserAgent(Short(Browser(browser)), Short(version), Short(Os(os)), os is "Mac OS X" ? "" : Short(osVersion),
                    isBot ? Devices.Bot : Device(agent), isBot ? BotReasons.UserAgent : "");
            }
            catch (RegexMatchTimeoutException)
            {
                // Built to keep us busy, or the machine was too busy to say: no reason to call somebody a robot.
                return new UserAgent("", "", "", "", Device(agent), "");
            }
        }

        // What device it runs on is said elsewhere: "Chrome Mobile iOS" is Chrome.
        private static string Browser(string name) => name switch
        {
            "Mobile Safari UI/WKWebView" => "Safari WebView",
            "Chrome Mobile iOS" => "Chrome",
            "Firefox iOS" => "Firefox",
            "IE" => "Internet Explorer",
            _ => name.Replace("Mobile Safari", "Safari", StringComparison.Ordinal).Replace(" Mobile", "", StringComparison.Ordinal),
        };

        private static string Os(string name) => name is "Mac OS X" ? "macOS" : name;

        private static string Device(string agent)
        {
            bool Has(string word) => agent.Contains(word, StringComparison.OrdinalIgnoreCase);
            if (Has("iPad") || Has("tablet") || Has("PlayBook") || Has("Kindle") || (Has("Android") && !Has("Mobile") && !Has("TV"))) return Devices.Tablet;
            return Has("Mobi") || Has("iPhone") || Has("iPod") || Has("Opera Mini") || Has("Windows Phone") ? Devices.Mobile : Devices.Desktop;
        }

        private static string Short(string text) => text.Length <= LongestName ? text : text[..LongestName];
    }
}
