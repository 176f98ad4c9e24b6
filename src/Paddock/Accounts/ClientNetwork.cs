using System.Buffers.Binary;
using System.Net;

namespace Paddock.Accounts;

internal static class ClientNetwork
{
    /// <summary>Whom limits count as one client: an address of IPv4, or a /64 of IPv6, all of which one machine has to try from.</summary>
    public static ulong Of(IPAddress? address)
    {
        if (address is null) return 0;
        Span<byte> bytes = stackalloc byte[16];
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length);
        return length == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
