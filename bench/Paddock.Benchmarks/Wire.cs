using System.Text;

namespace Paddock.Benchmarks;

/// <summary>Protobuf as it is on the wire, written without a schema.</summary>
internal static class Wire
{
    internal static byte[] Text(int number, string text) => Wrapped(number, Encoding.UTF8.GetBytes(text));

    internal static byte[] Wrapped(int number, byte[] content)
    {
        var field = new MemoryStream();
        Field(field, number, content);
        return field.ToArray();
    }

    internal static void Field(MemoryStream output, int number, byte[] content)
    {
        Varint(output, (ulong)((number << 3) | 2));
        Varint(output, (ulong)content.Length);
        output.Write(content);
    }

    internal static void Fixed(MemoryStream output, int number, ulong value)
    {
        Varint(output, (ulong)((number << 3) | 1));
        output.Write(BitConverter.GetBytes(value));
    }

    internal static void Varint(MemoryStream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }
}
