using System.Security.Cryptography;

namespace Paddock.Pipeline.Blobs;

/// <summary>A blob is called by its content: the SHA-256 in 64 lower-case hex digits. What is the same is kept once.</summary>
internal readonly record struct BlobName(string Hash)
{
    public static BlobName Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>65,536 folders, so that none of them gets so many files that a look into it takes long: "ab/cd".</summary>
    public string Folder => $"{Hash[..2]}/{Hash[2..4]}";

    /// <summary>Below the folder of all blobs.</summary>
    public string Path => $"{Folder}/{Hash}";
}
