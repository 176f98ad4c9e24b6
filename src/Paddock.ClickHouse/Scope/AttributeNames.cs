using System.Globalization;
using System.Text;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope;

/// <summary>
/// Which of a project's free attributes have a column of their own: tables with attributes have <see cref="Slots"/> text columns, the name of each
/// being the project's, and a map for the rest. A row that was stored before its attribute got a column keeps it in the map.
/// </summary>
/// <param name="Names">slot by attribute, from 1 on</param>
public sealed record AttributeNames(IReadOnlyDictionary<string, int> Names)
{
    /// <summary>An empty column costs some 5 ns a row when inserting and hardly a byte; a filter on a column is 4-30 times as fast as on a map.</summary>
    public const int Slots = 20;

    /// <summary>The column of the map in tables, and of the whole in views.</summary>
    public const string Map = "attributes";

    private const string SlotInView = "attribute_", MapInView = "attributes_rest";

    public static AttributeNames None { get; } = new(new Dictionary<string, int>());

    /// <summary>The columns of a table, <c>a1</c> and so on, and the map.</summary>
    public static IEnumerable<Column> Columns { get; } =
        [.. Enumerable.Range(1, Slots).Select(static slot => new Column(Column(slot), ColumnType.String)), new Column(Map, ColumnType.StringMap)];

    /// <summary>What the view of a table selects: all attributes as one map, and what <see cref="Rewrite"/> needs.</summary>
    internal string ViewColumns(string table) =>
        $"{Whole()} AS {Map}, {string.Join(", ", Enumerable.Range(1, Slots).Select(static slot => $"{Column(slot)} AS {SlotInView}{slot}"))}, {table}.{Map} AS {MapInView}";

    /// <summary>One attribute of a row of a table, as SQL; empty where the row has none.</summary>
    /// <param name="name">its name</param>
    /// <param name="quoted">the same as SQL: a parameter, never the name itself</param>
    public string Value(string name, string quoted) =>
        Names.TryGetValue(name, out var slot) ? $"if({Column(slot)} != '', {Column(slot)}, {Map}[{quoted}])" : $"{Map}[{quoted}]";

    /// <summary>All attributes of a row of a table as one map, as SQL.</summary>
    public string Whole()
    {
        var whole = new StringBuilder(Map);
        if (Names.Count > 0)
        {
            whole.Insert(0, "mapConcat(CAST(").Append(", 'Map(String, String)'), mapFilter((name, value) -> value != '', map(");
            foreach (var (name, slot) in Names.OrderBy(static name => name.Value))
            {
                if (whole[^1] != '(') whole.Append(", ");
                StringEscape.Write(name, whole);
                whole.Append(", ").Append(Column(slot));
            }
            whole.Append(")))");
        }
        return whole.ToString();
    }

    /// <summary>Lets <c>attributes['plan']</c> read its own column, and the map only for older rows: the answer is the same.</summary>
    internal IReadOnlyList<SqlToken> Rewrite(IReadOnlyList<SqlToken> tokens)
    {
        if (Names.Count == 0) return tokens;
        var rewritten = new List<SqlToken>(tokens.Count);
        for (var index = 0; index < tokens.Count; index++)
        {
            if (SlotAt(tokens, index) is not { } slot)
            {
                rewritten.Add(tokens[index]);
                continue;
            }
            // [table .] attributes [ 'name' ]
            var table = rewritten is [.., { IsName: true } name, var dot] && dot.IsSymbol(".") ? new[] { name, dot } : [];
            rewritten.RemoveRange(rewritten.Count - table.Length, table.Length);
            SqlToken Word(string text) => new(TokenKind.Word, text, tokens[index].Offset);
            SqlToken Symbol(string text) => new(TokenKind.Symbol, text, tokens[index].Offset);
            var column = Word($"{SlotInView}{slot.ToString(CultureInfo.InvariantCulture)}");
            rewritten.AddRange([Word("if"), Symbol("("), .. table, column, Symbol("!="), new(TokenKind.String, "", tokens[index].Offset), Symbol(","), .. table, column, Symbol(",")]);
            rewritten.AddRange([.. table, Word(MapInView), tokens[index + 1], tokens[index + 2], tokens[index + 3], Symbol(")")]);
            index += 3;
        }
        return rewritten;
    }

    private int? SlotAt(IReadOnlyList<SqlToken> tokens, int index) =>
        index + 3 < tokens.Count && tokens[index] is { IsName: true, Text: Map } && tokens[index + 1].IsSymbol("[")
        && tokens[index + 2].Kind is TokenKind.String && tokens[index + 3].IsSymbol("]") && Names.TryGetValue(tokens[index + 2].Text, out var slot) ? slot : null;

    private static string Column(int slot) => $"a{slot.ToString(CultureInfo.InvariantCulture)}";
}
