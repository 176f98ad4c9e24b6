using System.Net;
using System.Net.Sockets;

namespace Paddock.Protocols.Scrubbing;

/// <summary>
/// Public addresses in text: a visitor's, as far as anybody can tell. Loopback, private and link-local ones are a machine's own and stay,
/// and so does what only looks like an address: Chrome/120.0.0.0, v1.2.3.4.
/// </summary>
internal static class NetworkAddresses
{
    public static bool TryMatchIpv4(ReadOnlySpan<char> text, int start, int firstRunEnd, out int end)
    {
        end = 0;
        if (firstRunEnd - start > 3 || firstRunEnd >= text.Length || text[firstRunEnd] != '.' || !StartsAddress(text, start))
            return false;
        Span<int> octets = stackalloc int[4];
        var at = start;
        for (var index = 0; index < octets.Length; index++)
        {
            var digits = 0;
            for (; at < text.Length && char.IsAsciiDigit(text[at]) && digits < 4; at++, digits++)
                octets[index] = (octets[index] * 10) + (text[at] - '0');
            if (digits is 0 or > 3 || octets[index] > 255)
                return false;
            if (index < 3 && (at >= text.Length || text[at++] != '.'))
                return false;
        }
        var goesOn = at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])));
        end = at;
        return !goesOn && IsPublic(octets);
    }

    /// <summary>Global unicast (2000::/3) only: nothing else belongs to a visitor, and few words look like it.</summary>
    public static bool TryMatchIpv6(ReadOnlySpan<char> text, int start, out int end)
    {
        const int longest = 45;
        end = start;
        if (text[start] is not ('2' or '3') || (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is ':' or '.' or '_')))
            return false;
        var firstColon = 0;
        while (end < text.Length && end - start <= longest && (char.IsAsciiHexDigit(text[end]) || text[end] is ':' or '.'))
        {
            if (text[end] == ':' && firstColon == 0)
                firstColon = end;
            end++;
        }
        if (firstColon - start != 4 || (end < text.Length && char.IsAsciiLetter(text[end])))
            return false;
        var candidate = text[start..end].TrimEnd('.');
        if (!candidate.EndsWith("::"))
            candidate = candidate.TrimEnd(':');
        end = start + candidate.Length;
        return IPAddress.TryParse(candidate, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool StartsAddress(ReadOnlySpan<char> text, int start)
    {
        if (start == 0)
            return true;
        var before = text[start - 1];
        if (before == '/')
            return start > 1 && text[start - 2] == '/';
        if (char.IsLetterOrDigit(before) || before is '.' or '_' or '-')
            return false;
        // Version=5.0.0.0 of an assembly's name, "version: 1.2.3.4".
        return !text[Math.Max(0, start - "ersion: ".Length)..start].Contains("ersion", StringComparison.Ordinal);
    }

    private static bool IsPublic(ReadOnlySpan<int> octets) => (octets[0], octets[1]) switch
    {
        (0 or 10 or 127 or >= 224, _) => false,
        (100, >= 64 and <= 127) => false,
        (169, 254) => false,
        (172, >= 16 and <= 31) => false,
        (192, 168) => false,
        _ => true,
    };
}
