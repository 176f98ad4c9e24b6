using System.Buffers.Binary;
using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>
/// One partition of one table. Every table's first columns are project, time and retention, fixed in width, so a row says itself where it belongs.
/// </summary>
/// <param name="Table">Partitioned by (retention, toMonday(time)).</param>
/// <param name="RetentionDays">The retention class.</param>
/// <param name="Monday">Days since 1970-01-01 of the Monday that begins the week, as toMonday gives it.</param>
internal readonly record struct PartKey(Table Table, ushort RetentionDays, ushort Monday)
{
    private const int TimeOffset = 4;
    private const int RetentionOffset = 12;
    private const int HeadLength = 14;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <summary>1970-01-05, the first Monday: before it toMonday knows no Monday, and the row's partition would be another than ours.</summary>
    private const long FirstDay = 4;

    /// <summary>2149-06-06, the last day of ClickHouse's Date.</summary>
    private const long LastDay = ushort.MaxValue;

    public static PartKey Of(Table table, ReadOnlySpan<byte> row)
    {
        var day = TimeOf(row) / NanosecondsPerDay;
        return new PartKey(table, BinaryPrimitives.ReadUInt16LittleEndian(row[RetentionOffset..]), (ushort)(day - ((day - FirstDay) % 7)));
    }

    /// <summary>Throws when the row's time fits no partition: a receiver must have made an outcome of it.</summary>
    public static void RequireStorable(ReadOnlySpan<byte> row)
    {
        if (!IsStorable(row)) throw new ArgumentException("The row does not begin with project, time (1970-01-05 to 2149-06-06) and retention.");
    }

    public static bool IsStorable(ReadOnlySpan<byte> row) =>
        row.Length >= HeadLength && TimeOf(row) is >= FirstDay * NanosecondsPerDay and < (LastDay + 1) * NanosecondsPerDay;

    /// <summary>Where the row stands among those of its part.</summary>
    public static (uint Project, long Time) OrderOf(ReadOnlySpan<byte> row) => (BinaryPrimitives.ReadUInt32LittleEndian(row), TimeOf(row));

    public static void RequireHead(Table table)
    {
        if (table.Columns is not [{ Name: "project" }, { Name: "time" }, { Name: "retention" }, ..]
            || table.Columns[0].Type != ColumnType.UInt32 || table.Columns[1].Type != ColumnType.DateTime64 || table.Columns[2].Type != ColumnType.UInt16)
            throw new ArgumentException($"Table {table} must begin with project UInt32, time DateTime64 and retention UInt16.");
    }

    private static long TimeOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt64LittleEndian(row[TimeOffset..]);
}
