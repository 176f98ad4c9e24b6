using System.Globalization;
using System.Text;
using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Testing;

/// <summary>A table to write about, and entries of it.</summary>
internal static class Things
{
    public static readonly Table Table = new(200, "things",
        new("project", ColumnType.UInt32), new("time", ColumnType.DateTime64), new("retention", ColumnType.UInt16), new("name", ColumnType.String));

    public static readonly LedgerKey Key = new(1, "test", "things");

    /// <summary>2026-11-23, a Monday.</summary>
    public const long Monday = 1_795_392_000_000_000_000;

    public const long Week = 7 * 86_400_000_000_000;

    public static EntryWriter Entry(params string[] names)
    {
        var entry = new EntryWriter(Monday);
        Ledger.Count(entry, Key, Outcome.Received, "", (ulong)names.Length);
        foreach (var name in names) Add(entry, name);
        return entry;
    }

    /// <summary>A thing "key 5 …" has the dedup key 5, any other none.</summary>
    public static UInt128 DedupKeyOf(string name) => name.Split(' ') is ["key", var number, ..] ? UInt128.Parse(number, CultureInfo.InvariantCulture) : default;

    public static void Add(EntryWriter entry, string name, long time = Monday, ushort retention = 90)
    {
        var row = entry.BeginRow(Table, Key, DedupKeyOf(name));
        row.UInt32((uint)Key.Project);
        row.DateTime64(time);
        row.UInt16(retention);
        row.String(name);
        entry.EndRow();
    }

    /// <summary>The store refuses these.</summary>
    public static bool IsPoison(string name) => name.StartsWith("poison", StringComparison.Ordinal);

    public static IEnumerable<string> NamesIn(ReadOnlyMemory<byte> payload)
    {
        var reader = new EntryReader(payload);
        var names = new List<string>();
        while (reader.TryRead(out var record))
        {
            if (record.TableId == Table.Id) names.Add(NameOf(record.Row.Span));
        }

        return names;
    }

    public static string NameOf(ReadOnlySpan<byte> row) => Encoding.UTF8.GetString(new RowReader(Table, row, 4).String(3));
}
