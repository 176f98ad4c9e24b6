namespace Paddock.Pipeline.Enrichment;

/// <summary>
/// How a visitor came, in the channels that analytics people know. The first rule that fits decides; the order is Plausible's,
/// so that numbers can be compared.
/// </summary>
internal static class Channels
{
    public const string Direct = "Direct";

    private static readonly string[] DisplayMedia = ["display", "banner", "expandable", "interstitial", "cpm"];
    private static readonly string[] SocialMedia = ["social", "social-network", "social-media", "sm", "social network", "social media"];
    private static readonly string[] MailWords = ["email", "e-mail", "e_mail", "e mail"];
    private static readonly string[] ReferralMedia = ["referral", "app", "link"];

    /// <param name="source">Empty name: none.</param>
    /// <param name="utmSource">As the address has it.</param>
    /// <param name="clickId">Of the address, such as gclid.</param>
    public static string Of(Source source, string utmSource, string medium, string campaign, string clickId)
    {
        medium = medium.ToLowerInvariant();
        campaign = campaign.ToLowerInvariant();
        utmSource = utmSource.ToLowerInvariant();
        var paid = medium.Contains("cp", StringComparison.Ordinal) || medium is "ppc" or "retargeting" || medium.StartsWith("paid", StringComparison.Ordinal);
        var shopping = source.Kind == SourceKind.Shopping || IsShopping(campaign);
        var boughtSearch = (source.Name == "Google" && clickId is "gclid" or "gbraid" or "wbraid") || (source.Name == "Bing" && clickId is "msclkid");
        return source.Kind switch
        {
            _ when campaign.Contains("cross-network", StringComparison.Ordinal) => "Cross-network",
            _ when shopping && paid => "Paid Shopping",
            SourceKind.Search when paid => "Paid Search",
            _ when boughtSearch => "Paid Search",
            SourceKind.Social when paid => "Paid Social",
            SourceKind.Video when paid => "Paid Video",
            _ when DisplayMedia.Contains(medium) => "Display",
            _ when paid => "Paid Other",
            _ when shopping => "Organic Shopping",
            SourceKind.Social => "Organic Social",
            _ when SocialMedia.Contains(medium) => "Organic Social",
            SourceKind.Video => "Organic Video",
            _ when medium.Contains("video", StringComparison.Ordinal) => "Organic Video",
            SourceKind.Assistant => "AI Assistants",
            SourceKind.Search => "Organic Search",
            _ when medium is "organic" => "Organic Search",
            SourceKind.Email => "Email",
            _ when MailWords.Contains(medium) || MailWords.Contains(utmSource) => "Email",
            _ when medium is "affiliate" => "Affiliates",
            _ when medium is "audio" => "Audio",
            _ when medium is "sms" || utmSource is "sms" => "SMS",
            _ when medium.EndsWith("push", StringComparison.Ordinal) || medium.Contains("mobile", StringComparison.Ordinal) || medium.Contains("notification", StringComparison.Ordinal) => "Mobile Push",
            _ when ReferralMedia.Contains(medium) || source.Name is not (null or "") => "Referral",
            _ => Direct,
        };
    }

    // "shopping", or "shop" at the beginning of a word: not "workshop", but "e-shop" and "eshop".
    private static bool IsShopping(string campaign)
    {
        for (var at = campaign.IndexOf("shop", StringComparison.Ordinal); at >= 0; at = campaign.IndexOf("shop", at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || campaign[at - 1] is 'e' or < 'a' or > 'z' || campaign.AsSpan(at).StartsWith("shopping")) return true;
        }
        return false;
    }
}
