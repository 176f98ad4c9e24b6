using System.Text;

namespace Paddock.ClickHouse.Scope.Words;

/// <summary>
/// The text that the engine gets: written anew from the words, every name between backquotes, every string escaped, no comments.
/// Where our reading of the user's text and the engine's could differ, the engine has nothing of that text to read.
/// An alias that is called as a function of the engine (<c>AS user</c>) gets a mark behind its name, wherever it stands: a bare name can call a
/// function, but no function has the mark.
/// </summary>
internal sealed class CanonicalSql
{
    // Word joiner: it has no width, and QuotedName does not let it into names.
    private const char Mark = '\u2060';

    private readonly List<(int Written, int Source)> places = [];

    private CanonicalSql(string sql) => Sql = sql;

    public string Sql { get; private set; }

    /// <param name="tokens">The words of the query.</param>
    /// <param name="marked">Names that get the mark.</param>
    public static CanonicalSql Write(IReadOnlyList<SqlToken> tokens, IReadOnlySet<string> marked)
    {
        var sql = new StringBuilder(tokens.Count * 8);
        var canonical = new CanonicalSql("");
        var (afterDot, length, bytes) = (true, 0, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var isCall = i + 1 < tokens.Count && tokens[i + 1].IsSymbol("(");
            var isDot = token.IsSymbol(".");
            // No blanks around a dot: "t.1.2" must not become "t.1 .2", which would be a number.
            if (!isDot && !afterDot)
                sql.Append(' ');
            bytes += Encoding.UTF8.GetByteCount(sql.ToString(length, sql.Length - length));
            length = sql.Length;
            canonical.places.Add((bytes, token.Offset));
            Append(isCall ? token : token with { Text = token.IsName ? Written(token.Text, marked) : token.Text }, sql);
            afterDot = isDot;
        }
        canonical.Sql = sql.ToString();
        return canonical;
    }

    /// <summary>Where in the user's text, in characters, the word stands that is written at <paramref name="offset"/> of <see cref="Sql"/>, in bytes of UTF-8.</summary>
    public int SourceOf(int offset)
    {
        var index = places.FindLastIndex(place => place.Written <= offset);
        return index < 0 ? 0 : places[index].Source;
    }

    /// <summary>The name as it stands in <see cref="Sql"/>.</summary>
    public static string Written(string name, IReadOnlySet<string> marked) => marked.Contains(name) ? name + Mark : name;

    /// <summary>A text of the engine, such as the name of a column, as its reader expects it.</summary>
    public static string WithoutMarks(string text) => text.Replace(Mark.ToString(), "", StringComparison.Ordinal);

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
