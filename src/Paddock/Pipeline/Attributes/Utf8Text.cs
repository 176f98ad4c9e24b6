namespace Paddock.Pipeline.Attributes;

internal static class Utf8Text
{
    /// <summary>At most <paramref name="most"/> bytes, and no half of a character at the end.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> utf8, int most)
    {
        if (utf8.Length <= most) return utf8;
        var end = most;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80) end--;
        return utf8[..end];
    }
}
