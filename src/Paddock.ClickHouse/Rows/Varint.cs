using System.Numerics;

namespace Paddock.ClickHouse;

/// <summary>ClickHouse's variable-length lengths and counts: LEB128, 7 bits a byte, least first.</summary>
internal static class Varint
{
    // A length is an int: five bytes.
    public const int MaxBytes = 5;

    public static int SizeOf(int value) => (38 - BitOperations.LeadingZeroCount((uint)value | 1)) / 7;

    public static int Write(Span<byte> target, int value)
    {
        var rest = (uint)value;
        var length = 0;
        while (rest >= 0x80)
        {
            target[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }
        target[length++] = (byte)rest;
        return length;
    }

    /// <summary>Bytes read; 0 when the source ends too early or the value does not fit an int.</summary>
    public static int Read(ReadOnlySpan<byte> source, out int value)
    {
        if (source.Length > 0 && source[0] < 0x80)
        {
            value = source[0];
            return 1;
        }
        return ReadLong(source, out value);
    }

    private static int ReadLong(ReadOnlySpan<byte> source, out int value)
    {
        ulong result = 0;
        for (var index = 0; index < Math.Min(source.Length, MaxBytes); index++)
        {
            result |= (ulong)(source[index] & 0x7F) << (7 * index);
            if (source[index] >= 0x80)
                continue;
            value = unchecked((int)result);
            return result <= int.MaxValue ? index + 1 : 0;
        }
        value = 0;
        return 0;
    }
}
