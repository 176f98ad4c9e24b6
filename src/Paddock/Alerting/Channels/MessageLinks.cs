using Paddock.Hosting;

namespace Paddock.Alerting.Channels;

/// <summary>Where what a message tells of is looked at.</summary>
internal static class MessageLinks
{
    public static string Of(PublicAddress address, AlertContent content) => $"{Root(address)}/p/{content.Slug}/home";

    public static string Of(PublicAddress address, AlertContent content, AlertItem item) => $"{Root(address)}/p/{content.Slug}/{Occasion.Path(item.Kind, item.SubjectId)}";

    public static string Root(PublicAddress address) => address.BaseUrl.AbsoluteUri.TrimEnd('/');
}
