namespace Paddock.ClickHouse;

/// <summary>
/// A table as the journal knows it. The id is written in the journal, so it is never given to another table; columns are
/// only ever appended, so a row of an older version is a row with fewer columns, and the missing ones take their type's default.
/// The store has one column more, `batch UInt64`, which the block adds.
/// </summary>
public sealed class Table
{
    public const string BatchColumn = "batch";

    private readonly Column[] columns;

    public Table(byte id, string name, params Column[] columns)
    {
        Id = id;
        Name = RequireName(name);
        this.columns = [.. columns];
        Types = Array.ConvertAll(this.columns, static column => column.Type);
        RequireColumns();
    }

    public byte Id { get; }

    public string Name { get; }

    public IReadOnlyList<Column> Columns => columns;

    public int ColumnCount => columns.Length;

    internal ColumnType[] Types { get; }

    /// <summary>The position of a column, for <see cref="RowReader"/>; throws when there is none of that name.</summary>
    public int IndexOf(string column)
    {
        var index = Array.FindIndex(columns, candidate => candidate.Name == column);
        return index >= 0 ? index : throw new ArgumentException($"Table {Name} has no column {column}.", nameof(column));
    }

    public override string ToString() => Name;

    private void RequireColumns()
    {
        if (columns.Length == 0)
            throw new ArgumentException($"Table {Name} has no columns.");
        foreach (var column in columns)
            RequireName(column.Name);
        if (columns.DistinctBy(static column => column.Name).Count() < columns.Length)
            throw new ArgumentException($"Table {Name} has two columns of one name.");
        if (columns.Any(static column => column.Name == BatchColumn))
            throw new ArgumentException($"Table {Name}: the column {BatchColumn} is added by the block.");
    }

    // Names go into SQL as they are, and into a block with one byte for their length.
    private static string RequireName(string name) =>
        name.Length is > 0 and < 128 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name
            : throw new ArgumentException($"'{name}' is not a plain name (letters, digits, underscore).");
}
