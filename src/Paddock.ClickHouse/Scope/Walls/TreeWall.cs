using System.Collections.Frozen;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>
/// The second wall looks at what the engine's own parser made of the query: only kinds of nodes that are known here, functions from the list,
/// and in the place of a table nothing but a subquery or the bare name of one of the project's views or of a WITH.
/// </summary>
internal static class TreeWall
{
    // Kinds whose print hides nothing that could name a table or call a function. ColumnsApplyTransformer, for one, does not show what it applies.
    private static readonly FrozenSet<string> Kinds = FrozenSet.Create(
        "SelectWithUnionQuery", "SelectIntersectExceptQuery", "SelectQuery", "ExpressionList", "Subquery", "WithElement", "Identifier", "Function",
        "Literal", "Asterisk", "QualifiedAsterisk", "ColumnsTransformerList", "ColumnsExceptTransformer", "ColumnsReplaceTransformer",
        "ColumnsReplaceTransformer::Replacement", "ColumnsRegexpMatcher", "QualifiedColumnsRegexpMatcher", "ColumnsListMatcher",
        "QualifiedColumnsListMatcher", "TablesInSelectQuery", "TablesInSelectQueryElement", "TableExpression", "TableIdentifier", "TableJoin",
        "ArrayJoin", "OrderByElement", "WindowDefinition", "WindowListElement", "InterpolateElement");

    private static readonly FrozenSet<string> Memberships = FrozenSet.Create("in", "notIn");

    /// <summary>Functions that take the name of a type as text, and where it stands: -1 is the last argument.</summary>
    private static readonly FrozenDictionary<string, int> TypeArguments = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["CAST"] = 1,
        ["_CAST"] = 1,
        ["accurateCast"] = 1,
        ["accurateCastOrNull"] = 1,
        ["accurateCastOrDefault"] = 1,
        ["JSONExtract"] = -1,
        ["JSONExtractKeysAndValues"] = -1,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="root">The whole query.</param>
    /// <param name="tables">The views of the project, and the names that its WITH clauses give.</param>
    /// <param name="catalog">The engine's own names.</param>
    public static QueryRefusal? Check(SyntaxNode root, IReadOnlySet<string> tables, EngineCatalog catalog)
    {
        // INTO OUTFILE, FORMAT and SETTINGS would be further children.
        if (root is not { Kind: "SelectWithUnionQuery", Children: [{ Kind: "ExpressionList" }] })
            return new(RefusalReason.Statement, "Only SELECT can be asked, without FORMAT, SETTINGS or INTO.");
        var aliases = root.All().Select(static node => node.Alias).Where(static alias => alias.Length > 0).ToHashSet();
        return root.All().Select(node => CheckNode(node, tables, aliases, catalog)).FirstOrDefault(static refusal => refusal is not null);
    }

    private static QueryRefusal? CheckNode(SyntaxNode node, IReadOnlySet<string> tables, HashSet<string> aliases, EngineCatalog catalog) => node.Kind switch
    {
        "Set" => new(RefusalReason.Clause, "SETTINGS is not available here."),
        "TableIdentifier" when !tables.Contains(node.Text) => UnknownTable(node.Text),
        "TableExpression" => CheckTableExpression(node),
        "Function" => CheckFunction(node, tables, aliases),
        "Identifier" when catalog.IsForbiddenFunction(node.Text) =>
            new(RefusalReason.Name, $"'{node.Text}' is the name of a function that is not available."),
        _ => Kinds.Contains(node.Kind) ? null : new(RefusalReason.Clause, "The query has a part that is not available here."),
    };

    private static QueryRefusal? CheckTableExpression(SyntaxNode node) => node.Children switch
    {
        [{ Kind: "TableIdentifier" or "Subquery" }] => null,
        [{ Kind: "TableIdentifier" or "Subquery" }, { Kind: "ExpressionList" }] => null, // AS t(a, b)
        [{ Kind: "Function" } function, ..] => new(RefusalReason.TableFunction, $"The table function '{function.Text}' is not available."),
        _ => new(RefusalReason.Clause, "Only a table or a subquery may stand after FROM or JOIN, without FINAL or SAMPLE."),
    };

    private static QueryRefusal? CheckFunction(SyntaxNode node, IReadOnlySet<string> tables, HashSet<string> aliases)
    {
        if (node.Text != "_CAST" && !Functions.IsAllowed(node.Text))
            return new(RefusalReason.Function, $"The function '{node.Text}' is not available.");
        SyntaxNode[] arguments = node.Children is [{ Kind: "ExpressionList" } list, ..] ? [.. list.Children] : [];
        if (Memberships.Contains(node.Text) && arguments is [_, { Kind: "Identifier" } set] && !IsKnown(set.Text, tables, aliases))
            return UnknownTable(set.Text);
        return TypeArguments.TryGetValue(node.Text, out var position) ? CheckType(node.Text, arguments, position) : null;
    }

    /// <summary>What stands after IN may be a table, a WITH, or an alias for a list; a name with a dot could be a table of another database.</summary>
    private static bool IsKnown(string name, IReadOnlySet<string> tables, HashSet<string> aliases) =>
        !name.Contains('.') && (tables.Contains(name) || aliases.Contains(name));

    private static QueryRefusal? CheckType(string function, SyntaxNode[] arguments, int position)
    {
        if (arguments.Length < 2)
            return new(RefusalReason.DataType, $"{function} wants the name of a type.");
        var argument = position < 0 ? arguments[^1] : arguments[position];
        var (tokens, _) = SqlLexer.Read(argument.Text);
        return argument.Kind == "Literal" && tokens is [{ Kind: TokenKind.String }] && DataTypes.IsAllowed(tokens[0].Text)
            ? null
            : new(RefusalReason.DataType, $"{function} wants the name of a type written out as text, such as 'UInt64'; {argument.Text} is none that is available.");
    }

    private static QueryRefusal UnknownTable(string name) => new(RefusalReason.Table, $"There is no table '{name}'.");
}
