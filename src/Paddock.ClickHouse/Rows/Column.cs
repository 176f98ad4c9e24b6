namespace Paddock.ClickHouse;

/// <param name="Name">plain</param>
/// <param name="Type">as a row holds it</param>
/// <param name="Codec">How the store compresses it; null: the type's usual way.</param>
public sealed record Column(string Name, ColumnType Type, string? Codec = null)
{
    // A LowCardinality column is numbers into a dictionary, for which LZ4, the default, is enough.
    internal string Sql => (Codec ?? (Type == ColumnType.LowCardinality ? null : "ZSTD(1)")) is { } codec ? $"{Name} {Type.Sql} CODEC({codec})" : $"{Name} {Type.Sql}";
}
