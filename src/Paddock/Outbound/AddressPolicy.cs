using System.Net;
using System.Net.Sockets;

namespace Paddock.Outbound;

/// <summary>
/// Which addresses Paddock itself connects to: those of the public internet. People of a project choose the targets, so everything that only this machine or its network can
/// reach is refused, unless an administrator allows the range.
/// </summary>
/// <param name="allowed">Ranges besides the public ones.</param>
internal sealed class AddressPolicy(IReadOnlyList<IPNetwork> allowed)
{
    /// <summary>The setting that names more ranges, as it is written in the environment.</summary>
    public const string Setting = "Outbound__Allow";

    // IANA's special-purpose registries: what is not globally reachable.
    private static readonly IPNetwork[] SpecialV4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3");

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3"), Nat64 = IPNetwork.Parse("64:ff9b::/96"), SixToFour = IPNetwork.Parse("2002::/16");

    private static readonly IPNetwork[] SpecialV6 = Networks("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20");

    public bool Allows(IPAddress address)
    {
        var plain = Plain(address);
        return IsPublic(plain) || allowed.Any(network => network.Contains(plain));
    }

    /// <summary>What to tell the person who chose the target.</summary>
    public static string Refusal(IPAddress address)
    {
        var plain = Plain(address);
        return $"{plain} is no address of the public internet, and Paddock does not connect to its own machine or network by itself. An administrator can allow it: {Setting}={Suggestion(plain)}";
    }

    private static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork) return !SpecialV4.Any(network => network.Contains(address));
        // Behind these two stands an address of IPv4.
        if (Nat64.Contains(address)) return IsPublic(Embedded(address, 12));
        if (SixToFour.Contains(address)) return IsPublic(Embedded(address, 2));
        return GlobalV6.Contains(address) && !SpecialV6.Any(network => network.Contains(address));
    }

    // ::ffff:127.0.0.1 is 127.0.0.1, and a zone says nothing about the range.
    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;

    private static IPAddress Embedded(IPAddress address, int start) => new(address.GetAddressBytes().AsSpan(start, 4));

    private static string Suggestion(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? $"{address}/32" : $"{address}/128";

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(static text => IPNetwork.Parse(text))];
}
