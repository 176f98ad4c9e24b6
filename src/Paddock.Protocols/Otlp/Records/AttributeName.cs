using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Otlp;

/// <summary>What is known of an attribute by its name.</summary>
/// <param name="Key">Scrubbed and cut, in UTF-8.</param>
/// <param name="IsSensitive">What has this name is removed.</param>
/// <param name="IsAmount">A number under this name is no secret.</param>
internal sealed record AttributeName(byte[] Key, KnownAttribute Known, int Rank, bool IsSensitive, bool IsAmount)
{
    public static readonly AttributeName None = new([], KnownAttribute.None, 0, IsSensitive: false, IsAmount: false);

    public static AttributeName Of(ReadOnlySpan<byte> key, ReadOnlySpan<char> text)
    {
        var (known, rank) = KnownAttributes.Of(key);
        return new AttributeName(key.ToArray(), known, rank, known == KnownAttribute.None && SensitiveNames.IsSensitive(text), SensitiveNames.IsAmount(text));
    }
}
