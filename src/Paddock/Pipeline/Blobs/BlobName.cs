using System.Buffers;
using System.Security.Cryptography;

namespace Paddock.Pipeline.Blobs;

/// <summary>A blob is called by its content: the SHA-256 in 64 lower-case hex digits. What is the same is kept once in a week.</summary>
internal readonly record struct BlobName(string Hash)
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static BlobName Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Null for anything else.</summary>
    public static BlobName? Parse(string hash) => hash.Length == 2 * SHA256.HashSizeInBytes && !hash.ContainsAnyExcept(Digits) ? new BlobName(hash) : null;

    /// <summary>256 folders in each week, so that none of them gets so many files that a look into it takes long: "90/2026-11-23/ab".</summary>
    public string Folder(BlobWeek week) => $"{week.Folder}/{Hash[..2]}";

    /// <summary>Below the folder of all blobs.</summary>
    public string Path(BlobWeek week) => $"{Folder(week)}/{Hash}";
}
