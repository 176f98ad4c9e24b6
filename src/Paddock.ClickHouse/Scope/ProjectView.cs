using System.Globalization;
using System.Text.RegularExpressions;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope;

/// <summary>
/// A table as the people of a project see it: its name in their queries, and the SELECT behind it, in which <c>{project}</c> stands for the
/// project's number. Every table that it reads is followed by <c>PREWHERE project = {project}</c>, which the constructor insists on:
/// with WHERE the engine computes the asker's own conditions in one go with ours, over other projects' rows too, and tells in its error
/// what it could not convert. <c>{attributes:logs}</c> stands for the free attributes of the table logs (<see cref="AttributeNames"/>).
/// </summary>
public sealed partial record ProjectView
{
    public ProjectView(string name, string definition)
    {
        if (QuotedName.Fault(name) is { } fault)
            throw new ArgumentException($"View '{name}': {fault}", nameof(name));
        (Name, Definition) = (name, definition);
        if (!ReadsOneProject(For(0, AttributeNames.None)))
            throw new ArgumentException($"View '{name}': write 'FROM paddock.table PREWHERE project = {{project}}' wherever a table is read.", nameof(definition));
    }

    public string Name { get; }

    public string Definition { get; }

    /// <summary>The definition for one project.</summary>
    internal string For(int project, AttributeNames names) =>
        Attributes().Replace(Definition, place => names.ViewColumns(place.Groups[1].Value)).Replace("{project}", project.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Free attributes without columns of their own: the view has only the map.</summary>
    internal bool HasMapOnly => !Attributes().IsMatch(Definition) && Definition.Contains($"AS {AttributeNames.Map},", StringComparison.Ordinal);

    [GeneratedRegex(@"\{attributes:(\w+)\}")]
    private static partial Regex Attributes();

    private static bool ReadsOneProject(string sql)
    {
        var (tokens, refusal) = SqlLexer.Read(sql);
        if (refusal is not null)
            return false;
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var namesTable = (tokens[i].IsKeyword("FROM") || tokens[i].IsKeyword("JOIN")) && !tokens[i + 1].IsSymbol("(");
            if (namesTable && !IsScoped(tokens, i + 1))
                return false;
        }
        return true;
    }

    /// <summary>paddock.table [FINAL] PREWHERE project = 0</summary>
    private static bool IsScoped(IReadOnlyList<SqlToken> tokens, int at)
    {
        var rest = tokens.Skip(at).Take(9).Select(static token => token.Text).ToList();
        if (rest.Count > 3 && rest[3] == "FINAL")
            rest.RemoveAt(3);
        return rest is [ClickHouseClient.DefaultDatabase, ".", _, "PREWHERE", "project", "=", "0", .. var after] && after is not ["OR", ..];
    }
}
