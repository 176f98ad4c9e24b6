using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Paddock.Pipeline;

/// <summary>
/// By which a record that is sent twice is known: MD5, which ClickHouse computes as well, so that the keys of what is stored can be read back
/// at a start. Who aims at a collision loses a record of their own.
/// </summary>
internal static class DedupKey
{
    private const int Longest = 1024;

    /// <summary>Of the parts one behind the other: `MD5(concat(…))` in SQL. What is longer than 1,024 bytes in all is cut.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        Span<byte> parts = stackalloc byte[Longest];
        first = first[..Math.Min(first.Length, Longest)];
        second = second[..Math.Min(second.Length, Longest - first.Length)];
        first.CopyTo(parts);
        second.CopyTo(parts[first.Length..]);
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // not a matter of secrecy
        MD5.HashData(parts[..(first.Length + second.Length)], hash);
#pragma warning restore CA5351
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>For <see cref="TableBinding.RecentKeysSql"/>: of the rows of the last two days, within which clients repeat themselves.</summary>
    /// <param name="table">of `paddock`</param>
    /// <param name="key">an expression of a FixedString(16)</param>
    /// <param name="condition">which rows have a key</param>
    public static string RecentSql(string table, string key, string condition = "1") => $"""
        SELECT project, key FROM
        (
            SELECT project, {key} AS key, received_at FROM paddock.{table}
            WHERE time > now() - INTERVAL 2 DAY AND {condition} ORDER BY time DESC LIMIT {DuplicateWindow.Capacity}
        )
        ORDER BY received_at
        """;
}
