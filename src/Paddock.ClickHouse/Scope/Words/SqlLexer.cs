using System.Text;

namespace Paddock.ClickHouse.Scope.Words;

/// <summary>
/// Reads the text of a query into words. It only has to be strict, not to agree with the engine's own lexer: the engine never sees this text,
/// but what <see cref="CanonicalSql"/> writes from the words.
/// </summary>
internal ref struct SqlLexer
{
    private const int MaximumTokens = 10_000;
    private const int MaximumDepth = 100;

    // Longest first, so that "->" is not read as "-" and ">".
    private static readonly string[] Symbols =
    [
        "->", "::", "||", "<=", ">=", "<>", "!=", "==", "(", ")", "[", "]", ",", ".", "*", "+", "-", "/", "%", "=", "<", ">", "?", ":",
    ];

    private readonly string text;
    private readonly List<SqlToken> tokens = [];
    private readonly Stack<char> open = new();
    private int at;

    private SqlLexer(string text) => this.text = text;

    /// <summary>The words of <paramref name="text"/>, or why there are none.</summary>
    public static (IReadOnlyList<SqlToken> Tokens, QueryRefusal? Refusal) Read(string text)
    {
        var lexer = new SqlLexer(text);
        var refusal = lexer.ReadAll();
        return (lexer.tokens, refusal);
    }

    private QueryRefusal? ReadAll()
    {
        while (SkipBlanks())
        {
            if (tokens.Count == MaximumTokens)
                return new(RefusalReason.Limit, $"The query has more than {MaximumTokens} words.", at);
            var start = at;
            if (ReadOne() is { } refusal)
                return refusal with { Offset = refusal.Offset < 0 ? start : refusal.Offset };
        }
        if (at < text.Length)
            return Unfinished();
        if (open.Count > 0)
            return Wrong($"A '{open.Peek()}' is never closed.", text.Length);
        return tokens.Count == 0 ? Wrong("The query is empty.", 0) : null;
    }

    /// <summary>Skips white space, comments and a semicolon at the very end. False at the end of the text or in a comment that never ends.</summary>
    private bool SkipBlanks()
    {
        while (at < text.Length)
        {
            if (IsBlank(text[at]))
                at++;
            else if (At("--"))
                at = text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
            else if (At("/*"))
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0)
                    return false;
                at = end + 2;
            }
            else if (text[at] == ';' && text.AsSpan(at).Trim(" \t\r\n;").IsEmpty)
                at = text.Length;
            else
                return true;
        }
        return false;
    }

    private QueryRefusal? ReadOne()
    {
        var first = text[at];
        if (IsWordStart(first))
            return ReadWord();
        if (char.IsAsciiDigit(first))
            return ReadNumber();
        if (first == '.' && !FollowsOperand())
            return Wrong("A number begins with a digit: write 0.5.", at);
        return first switch
        {
            '\'' => ReadString(),
            '"' or '`' => ReadQuotedName(first),
            '{' => ReadParameter(),
            ';' => new(RefusalReason.Statement, "One query at a time: ';' may only stand at the end."),
            '@' or '$' or '#' or '\\' => Wrong($"'{first}' has no meaning here.", at),
            '“' or '”' or '‘' or '’' => Wrong($"{first} is no quotation mark of SQL; write ' around text.", at),
            _ => ReadSymbol(),
        };
    }

    private QueryRefusal? ReadWord()
    {
        var start = at;
        while (at < text.Length && (IsWordStart(text[at]) || char.IsAsciiDigit(text[at])))
            at++;
        var word = text[start..at];
        if (at < text.Length && text[at] == '\'' && !Keywords.Contains(word))
            return Wrong($"A string may not begin with {word}'.", start);
        return Add(TokenKind.Word, word, start);
    }

    private QueryRefusal? ReadNumber()
    {
        var start = at;
        // After a dot stands a position in a tuple (t.1.2), which is an integer.
        var isPosition = tokens.Count > 0 && tokens[^1].IsSymbol(".");
        if (isPosition && tokens[^2].Kind is TokenKind.Word && Keywords.Contains(tokens[^2].Text))
            return Wrong("A number begins with a digit: write 0.5.", start);
        var isHexadecimal = !isPosition && (At("0x") || At("0X"));
        if (isHexadecimal)
            at += 2;
        Skip(isHexadecimal ? char.IsAsciiHexDigit : char.IsAsciiDigit);
        if (!isPosition && !isHexadecimal)
        {
            if (at < text.Length && text[at] == '.' && IsDigitAt(at + 1))
            {
                at++;
                Skip(char.IsAsciiDigit);
            }
            if (at < text.Length && text[at] is 'e' or 'E')
            {
                at += at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
                Skip(char.IsAsciiDigit);
            }
        }
        var number = text[start..at];
        if (!char.IsAsciiHexDigit(number[^1]) || number.EndsWith('e') && !isHexadecimal || at < text.Length && IsWordStart(text[at]))
            return Wrong($"'{number}' is no number.", start);
        return Add(TokenKind.Number, number, start);
    }

    private QueryRefusal? ReadString()
    {
        var start = at++;
        var value = new StringBuilder();
        while (at < text.Length)
        {
            var next = text[at++];
            if (next == '\\' && at < text.Length)
            {
                if (!StringEscape.Read(text, ref at, value))
                    return Wrong("\\x in a string wants two hexadecimal digits below 80; for other bytes use unhex('…').", at);
            }
            else if (next != '\'')
                value.Append(next);
            else if (at < text.Length && text[at] == '\'')
                value.Append(text[at++]);
            else
                return Add(TokenKind.String, value.ToString(), start);
        }
        return Wrong("A string is never closed.", start);
    }

    private QueryRefusal? ReadQuotedName(char quote)
    {
        var start = at++;
        var end = text.IndexOf(quote, at);
        if (end < 0)
            return Wrong("A quoted name is never closed.", start);
        var name = text[at..end];
        at = end + 1;
        return QuotedName.Fault(name) is { } fault ? new(RefusalReason.Name, fault, start) : Add(TokenKind.QuotedName, name, start);
    }

    private QueryRefusal? ReadParameter()
    {
        var start = at;
        var end = text.IndexOf('}', at);
        var colon = end < 0 ? -1 : text.IndexOf(':', at, end - at);
        if (colon < 0)
            return Wrong("A parameter is written {name:Type}.", start);
        var name = text[(start + 1)..colon].Trim();
        var type = text[(colon + 1)..end].Trim();
        at = end + 1;
        if (name.Length is 0 or > 64 || !IsWordStart(name[0]) || !name.All(letter => IsWordStart(letter) || char.IsAsciiDigit(letter)))
            return new(RefusalReason.Parameter, "The name of a parameter is made of letters, digits and underscores.", start);
        if (!DataTypes.IsAllowed(type))
            return new(RefusalReason.Parameter, $"A parameter stands for a value of a type such as String, UInt64 or DateTime; '{type}' is none.", start);
        return Add(TokenKind.Parameter, $"{name}:{type}", start);
    }

    private QueryRefusal? ReadSymbol()
    {
        var start = at;
        foreach (var symbol in Symbols)
        {
            if (!At(symbol))
                continue;
            at += symbol.Length;
            return Balance(symbol[0]) ?? Add(TokenKind.Symbol, symbol, start);
        }
        return Wrong($"'{(Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar)}' has no meaning here.", at);
    }

    private QueryRefusal? Balance(char symbol)
    {
        if (symbol is '(' or '[')
        {
            open.Push(symbol);
            return open.Count > MaximumDepth ? new(RefusalReason.Limit, $"The query is nested more than {MaximumDepth} deep.") : null;
        }
        if (symbol is not (')' or ']'))
            return null;
        var matches = open.TryPop(out var opened) && opened == (symbol == ')' ? '(' : '[');
        return matches ? null : Wrong($"This '{symbol}' closes nothing.", at - 1);
    }

    private readonly QueryRefusal? Add(TokenKind kind, string value, int start)
    {
        tokens.Add(new(kind, value, start));
        return null;
    }

    /// <summary>Whether a dot may stand here: after a name, a bracket, or a position in a tuple.</summary>
    private readonly bool FollowsOperand() => tokens.Count > 0 && tokens[^1] switch
    {
        { Kind: TokenKind.Symbol } symbol => symbol.Text is ")" or "]" or "*",
        { Kind: TokenKind.Number } => tokens.Count > 1 && tokens[^2].IsSymbol("."), // t.1.2, but not "0 .5"
        _ => true,
    };

    private void Skip(Func<char, bool> isPart)
    {
        while (at < text.Length && isPart(text[at]))
            at++;
    }

    private readonly QueryRefusal Unfinished() => Wrong("A comment is never closed.", at);

    private readonly bool At(string symbol) => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0;

    private readonly bool IsDigitAt(int index) => index < text.Length && char.IsAsciiDigit(text[index]);

    private static QueryRefusal Wrong(string message, int offset) => new(RefusalReason.Syntax, message, offset);

    private static bool IsBlank(char letter) => letter is ' ' or '\t' or '\r' or '\n' or '\f' or '\v';

    private static bool IsWordStart(char letter) => char.IsAsciiLetter(letter) || letter == '_';
}
