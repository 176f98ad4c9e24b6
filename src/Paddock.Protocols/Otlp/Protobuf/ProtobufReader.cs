using System.Buffers.Binary;

namespace Paddock.Protocols.Otlp;

/// <summary>Protocol buffers' wire types, as they stand in the three lowest bits of a tag. Groups, long deprecated, are malformed here.</summary>
internal static class Wire
{
    public const uint Varint = 0;
    public const uint Fixed64 = 1;
    public const uint Bytes = 2;
    public const uint Fixed32 = 5;
}

/// <summary>Reads the fields of one message, in place: <c>while (reader.TryRead()) switch (reader.Tag)</c>. A field of another type than expected has another tag, and is skipped as unknown.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Field number times eight, and its wire type.</summary>
    public uint Tag { get; private set; }

    /// <summary>Of a varint or fixed field.</summary>
    public ulong Value { get; private set; }

    /// <summary>Of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The message breaks off, or a length in it lies.</summary>
    public bool IsMalformed { get; private set; }

    public readonly int Int32 => unchecked((int)Value);

    public readonly uint UInt32 => unchecked((uint)Value);

    public readonly double Double => BitConverter.UInt64BitsToDouble(Value);

    /// <summary>Zigzag, as sint32 is written.</summary>
    public readonly int SInt32 => unchecked((int)((uint)Value >> 1) ^ -(int)(Value & 1));

    public bool TryRead()
    {
        if (_rest.IsEmpty)
            return false;
        if (TryReadVarint(ref _rest, out var tag) && tag is > 7 and <= uint.MaxValue && TryReadValue((uint)tag & 7))
        {
            Tag = (uint)tag;
            return true;
        }
        IsMalformed = true;
        return false;
    }

    public static bool TryReadVarint(ref ReadOnlySpan<byte> source, out ulong value)
    {
        if (!source.IsEmpty && source[0] < 0x80)
        {
            value = source[0];
            source = source[1..];
            return true;
        }
        return TryReadLongVarint(ref source, out value);
    }

    private bool TryReadValue(uint wire)
    {
        ulong value;
        switch (wire)
        {
            case Wire.Varint:
                if (!TryReadVarint(ref _rest, out value))
                    return false;
                Value = value;
                return true;
            case Wire.Fixed64:
                if (!BinaryPrimitives.TryReadUInt64LittleEndian(_rest, out value))
                    return false;
                Value = value;
                _rest = _rest[sizeof(ulong)..];
                return true;
            case Wire.Bytes:
                if (!TryReadVarint(ref _rest, out value) || value > (ulong)_rest.Length)
                    return false;
                Bytes = _rest[..(int)value];
                _rest = _rest[(int)value..];
                return true;
            case Wire.Fixed32:
                if (!BinaryPrimitives.TryReadUInt32LittleEndian(_rest, out var small))
                    return false;
                Value = small;
                _rest = _rest[sizeof(uint)..];
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadLongVarint(ref ReadOnlySpan<byte> source, out ulong value)
    {
        const int longest = 10;
        value = 0;
        for (var index = 0; index < Math.Min(source.Length, longest); index++)
        {
            value |= (ulong)(source[index] & 0x7F) << (7 * index);
            if (source[index] >= 0x80)
                continue;
            source = source[(index + 1)..];
            return true;
        }
        return false;
    }
}
