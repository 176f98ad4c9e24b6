namespace Paddock.Engine.Http;

/// <summary>Walks over ClickHouse SQL token by token: enough to find keywords outside strings, comments and parentheses; it judges nothing.</summary>
internal ref struct SqlScanner(ReadOnlySpan<byte> sql)
{
    private readonly ReadOnlySpan<byte> _sql = sql;
    private int _depth;

    internal enum Token
    {
        End,
        Word,
        Quoted,
        Other,
    }

    /// <summary>Where the next token is looked for, in bytes.</summary>
    internal int Position { get; private set; }

    internal ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>The next token outside parentheses.</summary>
    internal Token NextAtTop()
    {
        while (true)
        {
            var token = Next();
            if (token == Token.Other && Text is [(byte)'(' or (byte)'[' or (byte)'{'])
                _depth++;
            else if (token == Token.Other && Text is [(byte)')' or (byte)']' or (byte)'}'])
                _depth--;
            else if (token == Token.End || _depth <= 0)
                return token;
        }
    }

    private Token Next()
    {
        SkipBlanks();
        if (Position >= _sql.Length)
            return Token.End;

        var start = Position;
        var token = Scan(_sql[start]);
        Text = _sql[start..Position];
        return token;
    }

    private Token Scan(byte first)
    {
        if (first is (byte)'\'' or (byte)'"' or (byte)'`')
            return SkipQuoted(first);
        if (!IsWord(first))
        {
            if (first == '$' && SkipHeredoc())
                return Token.Quoted;
            Position++;
            return Token.Other;
        }

        while (Position < _sql.Length && IsWord(_sql[Position]))
            Position++;
        return Token.Word;
    }

    private Token SkipQuoted(byte quote)
    {
        Position++;
        while (Position < _sql.Length)
        {
            var c = _sql[Position++];
            if (c == '\\')
                Position++;
            else if (c == quote)
                return Token.Quoted; // a doubled quote is simply a second string
        }

        Position = _sql.Length;
        return Token.Quoted;
    }

    private bool SkipHeredoc()
    {
        var rest = _sql[Position..];
        var tagEnd = rest[1..].IndexOf((byte)'$');
        if (tagEnd < 0 || rest.Slice(1, tagEnd).ContainsAnyExcept(WordBytes))
            return false;
        var tag = rest[..(tagEnd + 2)];
        var close = rest[tag.Length..].IndexOf(tag);
        if (close < 0)
            return false;
        Position += tag.Length + close + tag.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (Position < _sql.Length)
        {
            var rest = _sql[Position..];
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or (byte)'\v')
                Position++;
            else if (rest.StartsWith("--"u8) || rest.StartsWith("#!"u8) || rest.StartsWith("# "u8))
                SkipPast("\n"u8);
            else if (rest.StartsWith("/*"u8))
                SkipPast("*/"u8);
            else
                return;
        }
    }

    private void SkipPast(ReadOnlySpan<byte> end)
    {
        var found = _sql[(Position + 1)..].IndexOf(end);
        Position = found < 0 ? _sql.Length : Position + 1 + found + end.Length;
    }

    internal readonly bool Is(ReadOnlySpan<byte> upperKeyword) => System.Text.Ascii.EqualsIgnoreCase(Text, upperKeyword);

    private static readonly System.Buffers.SearchValues<byte> WordBytes =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private static bool IsWord(byte c) => c is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'_' or >= 0x80;
}
