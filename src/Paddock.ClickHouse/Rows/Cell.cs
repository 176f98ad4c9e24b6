namespace Paddock.ClickHouse;

/// <summary>One value of a row, in RowBinary.</summary>
internal static class Cell
{
    /// <summary>Bytes of the value at the start of <paramref name="rest"/>; -1 when the row ends inside it.</summary>
    public static int Measure(ReadOnlySpan<byte> rest, ColumnType type)
    {
        // Short texts are nearly all there is.
        if (type.Shape is ColumnShape.String or ColumnShape.LowCardinality && rest.Length > 0 && rest[0] < Math.Min(0x80, rest.Length))
            return rest[0] + 1;
        return MeasureAny(rest, type);
    }

    private static int MeasureAny(ReadOnlySpan<byte> rest, ColumnType type) => type.Shape switch
    {
        ColumnShape.Fixed => type.Width <= rest.Length ? type.Width : -1,
        ColumnShape.String or ColumnShape.LowCardinality => MeasureStrings(rest, 1, 0),
        ColumnShape.Map => Varint.Read(rest, out var entries) is var start and > 0 ? MeasureStrings(rest, 2L * entries, start) : -1,
        ColumnShape.StringArray => Varint.Read(rest, out var elements) is var start and > 0 ? MeasureStrings(rest, elements, start) : -1,
        _ => MeasureFixedArray(rest, type.Width),
    };

    private static int MeasureStrings(ReadOnlySpan<byte> rest, long count, int start)
    {
        var end = start;
        for (; count > 0; count--)
        {
            var prefix = Varint.Read(rest[end..], out var length);
            if (prefix == 0 || length > rest.Length - end - prefix)
                return -1;
            end += prefix + length;
        }
        return end;
    }

    private static int MeasureFixedArray(ReadOnlySpan<byte> rest, int width)
    {
        var start = Varint.Read(rest, out var count);
        var length = start + (long)count * width;
        return start > 0 && length <= rest.Length ? (int)length : -1;
    }
}
