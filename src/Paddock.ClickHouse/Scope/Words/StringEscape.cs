using System.Globalization;
using System.Text;

namespace Paddock.ClickHouse.Scope.Words;

/// <summary>The escapes of ClickHouse's strings, read and written.</summary>
internal static class StringEscape
{
    /// <summary>Reads what follows a backslash. As in ClickHouse, an escape without a meaning keeps its backslash ('\d' is two characters).</summary>
    /// <returns>False for \x without two hexadecimal digits, or with a byte that is no character of its own.</returns>
    public static bool Read(string text, ref int at, StringBuilder value)
    {
        var letter = text[at++];
        if (letter == 'N')
            return true;
        if (letter == 'x')
        {
            if (at + 2 > text.Length || !byte.TryParse(text.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, null, out var code) || code > 0x7f)
                return false;
            at += 2;
            value.Append((char)code);
            return true;
        }
        if (Meaning(letter) is { } meaning)
            value.Append(meaning);
        else
            value.Append('\\').Append(letter);
        return true;
    }

    public static void Write(string value, StringBuilder sql)
    {
        sql.Append('\'');
        foreach (var letter in value)
        {
            if (letter is '\\' or '\'')
                sql.Append('\\').Append(letter);
            else if (letter is < ' ' or '\x7f')
                sql.Append("\\x").Append(((int)letter).ToString("x2", CultureInfo.InvariantCulture));
            else
                sql.Append(letter);
        }
        sql.Append('\'');
    }

    private static char? Meaning(char letter) => letter switch
    {
        'a' => '\a',
        'b' => '\b',
        'e' => '\x1b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        '0' => '\0',
        '\\' or '\'' or '"' or '`' or '/' => letter,
        _ => null,
    };
}
