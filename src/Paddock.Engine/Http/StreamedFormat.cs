using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>A format whose streamed pieces can be joined: how much of each further piece repeats what the first began with.</summary>
internal sealed record StreamedFormat(string Name, HeaderKind Header)
{
    internal int HeaderLength(ChdbResult piece) => Header switch
    {
        HeaderKind.OneLine => Lines(piece.Start(), 1),
        HeaderKind.TwoLines => Lines(piece.Start(), 2),
        HeaderKind.BinaryNames => BinaryStrings(piece.Start(), perColumn: 1),
        HeaderKind.BinaryNamesAndTypes => BinaryStrings(piece.Start(), perColumn: 2),
        _ => 0,
    };

    private static int Lines(ReadOnlySpan<byte> piece, int count)
    {
        var length = 0;
        for (; count > 0; count--)
            length += piece[length..].IndexOf((byte)'\n') + 1;
        return length;
    }

    private static int BinaryStrings(ReadOnlySpan<byte> piece, int perColumn)
    {
        var length = 0;
        for (var left = (int)ReadVarint(piece, ref length) * perColumn; left > 0; left--)
        {
            var bytes = (int)ReadVarint(piece, ref length);
            length += bytes;
        }

        return length;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> piece, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = piece[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}

internal enum HeaderKind
{
    None,
    OneLine,
    TwoLines,
    BinaryNames,
    BinaryNamesAndTypes,
}
