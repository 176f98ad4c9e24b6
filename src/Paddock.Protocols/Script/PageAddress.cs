namespace Paddock.Protocols.Script;

/// <summary>What is kept of a page's address: where it is and which campaign led there. The rest of the query is never looked at again.</summary>
public sealed record PageAddress
{
    public static readonly PageAddress None = new();

    /// <summary>Lower case, without the port; "" when the address is none of a web page.</summary>
    public string Host { get; internal set; } = "";

    /// <summary>Decoded and scrubbed, with the fragment when the page sent one; begins with a slash.</summary>
    public string Path { get; internal set; } = "";

    public string UtmSource { get; internal set; } = "";
    public string UtmMedium { get; internal set; } = "";
    public string UtmCampaign { get; internal set; } = "";
    public string UtmContent { get; internal set; } = "";
    public string UtmTerm { get; internal set; } = "";

    /// <summary>Of the parameters ref and source: who sent the visitor, by shorter words.</summary>
    public string Reference { get; internal set; } = "";

    /// <summary>The name of the advertiser's parameter, gclid for example; its value would name the visitor and is not kept.</summary>
    public string ClickId { get; internal set; } = "";
}
