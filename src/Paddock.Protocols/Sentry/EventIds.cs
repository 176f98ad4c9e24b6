using System.Buffers;

namespace Paddock.Protocols.Sentry;

/// <summary>Event ids as clients write them: 32 hex digits, or a UUID with dashes.</summary>
internal static class EventIds
{
    public static Guid? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var known = text.Length switch
        {
            32 => Guid.TryParseExact(text, "N", out var compact) ? compact : Guid.Empty,
            36 => Guid.TryParseExact(text, "D", out var dashed) ? dashed : Guid.Empty,
            _ => Guid.Empty,
        };
        return known == Guid.Empty ? null : known;
    }

    /// <summary>Hex digits of exactly this many bytes, as of trace and span ids; empty when it is anything else or all zero.</summary>
    public static ReadOnlyMemory<byte> ParseHex(ReadOnlySpan<char> text, int bytes)
    {
        // Some SDKs write trace ids as UUIDs.
        if (text.Length == 36 && Guid.TryParseExact(text, "D", out var dashed))
            return dashed == Guid.Empty || bytes != 16 ? default : dashed.ToByteArray(bigEndian: true);
        if (text.Length != bytes * 2)
            return default;
        var id = new byte[bytes];
        return Convert.FromHexString(text, id, out _, out _) == OperationStatus.Done && id.AsSpan().ContainsAnyExcept((byte)0) ? id : default(ReadOnlyMemory<byte>);
    }
}
