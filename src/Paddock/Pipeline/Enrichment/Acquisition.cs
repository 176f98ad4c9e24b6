using Paddock.Protocols.Script;

namespace Paddock.Pipeline.Enrichment;

/// <summary>Who sent a visitor, and how; all empty (Direct) for somebody who came by themselves or was on the site already.</summary>
/// <param name="Referrer">Host and path of the page before, without its query; "" within the site.</param>
internal readonly record struct Acquisition(string Source, string Channel, string Referrer)
{
    private static readonly Dictionary<string, string> SourceOfClickId = new()
    {
        ["gclid"] = "google",
        ["gbraid"] = "google",
        ["wbraid"] = "google",
        ["dclid"] = "google",
        ["msclkid"] = "bing",
        ["fbclid"] = "facebook",
        ["ttclid"] = "tiktok",
        ["twclid"] = "twitter",
        ["li_fat_id"] = "linkedin",
        ["yclid"] = "yandex",
    };

    public static Acquisition Of(PageAddress page, PageAddress referrer)
    {
        var other = referrer.Host.Length > 0 && !SiteHost.IsLocal(referrer.Host) && SiteHost.Of(referrer.Host) != SiteHost.Of(page.Host);
        var sender = other ? Sources.OfHost(referrer.Host) : default;
        if (sender.Kind == SourceKind.Payment) (other, sender) = (false, default);
        var word = page.UtmSource.Length > 0 ? page.UtmSource : page.Reference;
        var source = word.Length > 0 ? Sources.OfWord(word)
            : sender.Name is null && page.ClickId.Length > 0 ? Sources.OfWord(SourceOfClickId[page.ClickId])
            : sender;
        return new Acquisition(source.Name ?? "", Channels.Of(source, page.UtmSource, page.UtmMedium, page.UtmCampaign, page.ClickId), other ? Shown(referrer) : "");
    }

    private static string Shown(PageAddress referrer) => referrer.Path is "/" ? referrer.Host : referrer.Host + referrer.Path;
}
