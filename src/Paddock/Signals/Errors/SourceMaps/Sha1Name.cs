using System.Buffers;
using System.Security.Cryptography;

namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>Uploads are called by their SHA-1, in 40 lower-case hexadecimal digits, as clients compute it: nothing else ever becomes a file's name.</summary>
internal readonly record struct Sha1Name(string Digits)
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>Null for anything else.</summary>
    public static Sha1Name? Parse(string? digits) =>
        digits is { Length: 2 * SHA1.HashSizeInBytes } && !digits.AsSpan().ContainsAnyExcept(Hexadecimal) ? new Sha1Name(digits) : null;

    // The clients' choice. Whoever makes two files of one name has write access to the project, and deceives nobody but it.
#pragma warning disable CA5350
    public static Sha1Name Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA1.HashData(content)));

    public static Sha1Name Of(Stream content) => new(Convert.ToHexStringLower(SHA1.HashData(content)));
#pragma warning restore CA5350
}
