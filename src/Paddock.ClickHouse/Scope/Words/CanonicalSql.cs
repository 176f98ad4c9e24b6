using System.Text;

namespace Paddock.ClickHouse.Scope.Words;

/// <summary>
/// The text that the engine gets: written anew from the words, every name between backquotes, every string escaped, no comments.
/// Where our reading of the user's text and the engine's could differ, the engine has nothing of that text to read.
/// </summary>
internal sealed class CanonicalSql
{
    private readonly List<(int Written, int Source)> places = [];

    private CanonicalSql(string sql) => Sql = sql;

    public string Sql { get; private set; }

    public static CanonicalSql Write(IReadOnlyList<SqlToken> tokens)
    {
        var sql = new StringBuilder(tokens.Count * 8);
        var canonical = new CanonicalSql("");
        var afterDot = true;
        foreach (var token in tokens)
        {
            var isDot = token.IsSymbol(".");
            // No blanks around a dot: "t.1.2" must not become "t.1 .2", which would be a number.
            if (!isDot && !afterDot)
                sql.Append(' ');
            canonical.places.Add((sql.Length, token.Offset));
            Append(token, sql);
            afterDot = isDot;
        }
        canonical.Sql = sql.ToString();
        return canonical;
    }

    /// <summary>Where in the user's text the word stands that is written at <paramref name="offset"/> of <see cref="Sql"/>.</summary>
    public int SourceOf(int offset)
    {
        var index = places.FindLastIndex(place => place.Written <= offset);
        return index < 0 ? 0 : places[index].Source;
    }

    private static void Append(SqlToken token, StringBuilder sql)
    {
        switch (token.Kind)
        {
            case TokenKind.String:
                StringEscape.Write(token.Text, sql);
                break;
            case TokenKind.Parameter:
                sql.Append('{').Append(token.Text).Append('}');
                break;
            case TokenKind.QuotedName:
            case TokenKind.Word when !Keywords.Contains(token.Text):
                sql.Append('`').Append(token.Text).Append('`');
                break;
            default:
                sql.Append(token.Text);
                break;
        }
    }
}
