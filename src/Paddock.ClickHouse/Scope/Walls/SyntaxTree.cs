namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>
/// Builds the tree that EXPLAIN AST prints, a node a line, indented by a blank a level:
/// <code>
/// Function count (alias c) (children 1)
///  ExpressionList
/// </code>
/// The names in it went through <see cref="Words.QuotedName"/>: none has a line break or a bracket, so none can look like a part of the print.
/// </summary>
internal sealed class SyntaxTree
{
    private const int MaximumDepth = 500;
    private const int MaximumNodes = 50_000;
    private const string AliasPrefix = " (alias ";
    private const string ChildrenPrefix = " (children ";

    private readonly List<SyntaxNode> path = [];
    private int nodes;

    public SyntaxNode? Root => path.Count > 0 ? path[0] : null;

    /// <summary>Takes the next line; false when the tree is larger than any query needs.</summary>
    /// <exception cref="InvalidDataException">The line is no part of a tree, so what is known of the query is not enough to run it.</exception>
    public bool Add(string line)
    {
        var depth = line.AsSpan().IndexOfAnyExcept(' ');
        if (depth is -1 || depth > path.Count || (depth == 0 && nodes > 0))
            throw new InvalidDataException("The engine printed a syntax tree of an unknown form.");
        if (depth >= MaximumDepth || ++nodes > MaximumNodes)
            return false;
        var node = Parse(line[depth..]);
        path.RemoveRange(depth, path.Count - depth);
        if (depth > 0)
            path[^1].Children.Add(node);
        path.Add(node);
        return true;
    }

    private static SyntaxNode Parse(string line)
    {
        if (line.LastIndexOf(ChildrenPrefix, StringComparison.Ordinal) is var children and > 0 && IsCount(line.AsSpan(children + ChildrenPrefix.Length)))
            line = line[..children];
        var alias = "";
        if (line.LastIndexOf(AliasPrefix, StringComparison.Ordinal) is var start and > 0 && line[^1] == ')')
        {
            alias = line[(start + AliasPrefix.Length)..^1];
            line = line[..start];
        }
        var blank = line.IndexOf(' ');
        return blank < 0 ? new(line, "", alias) : new(line[..blank], line[(blank + 1)..], alias);
    }

    private static bool IsCount(ReadOnlySpan<char> text) => text.Length > 1 && text[^1] == ')' && !text[..^1].ContainsAnyExceptInRange('0', '9');
}
