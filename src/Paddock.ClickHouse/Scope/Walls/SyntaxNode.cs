namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>A node of the syntax tree as EXPLAIN AST prints it.</summary>
/// <param name="Kind">Its class in the engine, such as Function or TableIdentifier.</param>
/// <param name="Text">The name of a function or identifier, the value of a literal.</param>
/// <param name="Alias">Empty when it has none.</param>
internal sealed record SyntaxNode(string Kind, string Text, string Alias)
{
    public List<SyntaxNode> Children { get; } = [];

    /// <summary>This node and all under it, without recursion.</summary>
    public IEnumerable<SyntaxNode> All()
    {
        var open = new Stack<SyntaxNode>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
                open.Push(node.Children[i]);
        }
    }
}
