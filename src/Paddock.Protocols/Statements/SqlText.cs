namespace Paddock.Protocols.Statements;

/// <summary>Where the words of SQL end. All positions are within the text, whatever is in it.</summary>
internal static class SqlText
{
    public static byte Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;

    public static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    public static bool BeginsWord(byte letter) => Lower(letter) is >= (byte)'a' and <= (byte)'z' or (byte)'_' or >= 0x80;

    public static bool IsInWord(byte letter) => BeginsWord(letter) || IsDigit(letter) || letter is (byte)'$' or (byte)'#';

    public static int EndOfWord(ReadOnlySpan<byte> sql, int at)
    {
        while (at < sql.Length && IsInWord(sql[at]))
            at++;
        return at;
    }

    /// <summary>1, 1.5e-3, 0xFF, 1_000: generous, since nothing else begins with a digit.</summary>
    public static int EndOfNumber(ReadOnlySpan<byte> sql, int at)
    {
        var isHex = sql[at..] is [(byte)'0', (byte)'x' or (byte)'X', ..];
        for (; at < sql.Length; at++)
        {
            var letter = sql[at];
            var isExponentsSign = letter is (byte)'+' or (byte)'-' && !isHex && Lower(sql[at - 1]) == 'e' && at + 1 < sql.Length && IsDigit(sql[at + 1]);
            if (!IsInWord(letter) && letter != '.' && !isExponentsSign)
                break;
        }
        return at;
    }

    /// <summary>Behind the quote that ends what begins with one at <paramref name="at"/>; a quote written twice does not end it. The text's end when there is none.</summary>
    public static int EndOfQuoted(ReadOnlySpan<byte> sql, int at, byte quote, bool hasBackslashes)
    {
        for (at++; at < sql.Length; at++)
        {
            if (hasBackslashes && sql[at] == '\\')
            {
                at++;
                continue;
            }
            if (sql[at] != quote)
                continue;
            if (at + 1 < sql.Length && sql[at + 1] == quote)
                at++;
            else
                return at + 1;
        }
        return sql.Length;
    }

    /// <summary>Behind $tag$…$tag$; <paramref name="at"/> itself when no such string begins there.</summary>
    public static int EndOfDollarQuoted(ReadOnlySpan<byte> sql, int at)
    {
        var tag = at + 1;
        while (tag < sql.Length && (BeginsWord(sql[tag]) || (tag > at + 1 && IsDigit(sql[tag]))))
            tag++;
        if (tag >= sql.Length || sql[tag] != '$')
            return at;
        var mark = sql[at..(tag + 1)];
        var end = sql[(tag + 1)..].IndexOf(mark);
        return end < 0 ? sql.Length : tag + 1 + end + mark.Length;
    }

    /// <summary>Behind [a name]; <paramref name="at"/> itself when it is a list or an index.</summary>
    public static int EndOfBracketName(ReadOnlySpan<byte> sql, int at)
    {
        var end = at + 1;
        if (end == sql.Length || !BeginsWord(sql[end]))
            return at;
        while (end < sql.Length && (IsInWord(sql[end]) || sql[end] is (byte)' ' or (byte)'-' or (byte)'.'))
            end++;
        return end < sql.Length && sql[end] == ']' ? end + 1 : at;
    }

    /// <summary>Behind white space and comments.</summary>
    public static int EndOfBlank(ReadOnlySpan<byte> sql, int at, bool hasHashComments)
    {
        while (at < sql.Length)
        {
            var rest = sql[at..];
            if (rest[0] <= ' ')
                at++;
            else if (rest is [(byte)'-', (byte)'-', ..] || (hasHashComments && rest[0] == '#'))
                at = EndOf(rest, "\n"u8, at);
            else if (rest is [(byte)'/', (byte)'*', ..])
                at = EndOf(rest[2..], "*/"u8, at + 2);
            else
                break;
        }
        return at;
    }

    private static int EndOf(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mark, int at)
    {
        var length = rest.IndexOf(mark);
        return length < 0 ? at + rest.Length : at + length + mark.Length;
    }
}
