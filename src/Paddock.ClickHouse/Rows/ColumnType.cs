namespace Paddock.ClickHouse;

/// <summary>A column's type as ClickHouse spells it, and how one value of it lies in a row (RowBinary).</summary>
public sealed class ColumnType
{
    private ColumnType(string sql, ColumnShape shape, int width)
    {
        Sql = sql;
        Shape = shape;
        Width = width;
        Default = new byte[shape is ColumnShape.Fixed ? width : 1];
    }

    public static ColumnType UInt8 { get; } = Fixed("UInt8", 1);
    public static ColumnType UInt16 { get; } = Fixed("UInt16", 2);
    public static ColumnType UInt32 { get; } = Fixed("UInt32", 4);
    public static ColumnType UInt64 { get; } = Fixed("UInt64", 8);
    public static ColumnType Int64 { get; } = Fixed("Int64", 8);
    public static ColumnType Float64 { get; } = Fixed("Float64", 8);

    /// <summary>Days since 1970-01-01.</summary>
    public static ColumnType Date { get; } = Fixed("Date", 2);

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public static ColumnType DateTime { get; } = Fixed("DateTime('UTC')", 4);

    /// <summary>Nanoseconds since 1970-01-01 UTC.</summary>
    public static ColumnType DateTime64 { get; } = Fixed("DateTime64(9, 'UTC')", 8);

    public static ColumnType Uuid { get; } = Fixed("UUID", 16);
    public static ColumnType FixedString16 { get; } = Fixed("FixedString(16)", 16);
    public static ColumnType String { get; } = new("String", ColumnShape.String, 0);
    public static ColumnType LowCardinality { get; } = new("LowCardinality(String)", ColumnShape.LowCardinality, 0);
    public static ColumnType StringMap { get; } = new("Map(LowCardinality(String), String)", ColumnShape.Map, 0);
    public static ColumnType FixedString16Array { get; } = new("Array(FixedString(16))", ColumnShape.FixedArray, 16);
    public static ColumnType StringArray { get; } = new("Array(String)", ColumnShape.StringArray, 0);

    public string Sql { get; }

    internal ColumnShape Shape { get; }

    /// <summary>Bytes of one value (of one element, for an array of fixed values); 0 where the value brings its length.</summary>
    internal int Width { get; }

    /// <summary>The value that rows of an older version, which lack the column, have in it: zeros, or an empty string, map or array.</summary>
    internal byte[] Default { get; }

    public override string ToString() => Sql;

    private static ColumnType Fixed(string sql, int width) => new(sql, ColumnShape.Fixed, width);
}

internal enum ColumnShape
{
    Fixed,
    String,
    LowCardinality,
    Map,
    FixedArray,
    StringArray,
}
