using System.Numerics;

namespace Paddock.Pipeline;

/// <summary>SipHash-1-3 of whole words: short, and its values cannot be aimed at without the key.</summary>
internal static class SipHash
{
    public static ulong Compute(ulong key0, ulong key1, ReadOnlySpan<ulong> words)
    {
        var (v0, v1, v2, v3) = (key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d, key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573);
        foreach (var word in words) Compress(word, ref v0, ref v1, ref v2, ref v3);
        Compress((ulong)words.Length << 59, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        for (var round = 0; round < 3; round++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Compress(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
