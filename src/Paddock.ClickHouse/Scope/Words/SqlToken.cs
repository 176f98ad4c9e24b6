namespace Paddock.ClickHouse.Scope.Words;

/// <summary>A word of a query with its meaning decoded: <paramref name="Text"/> of a string is the string, of a quoted name the name.</summary>
/// <param name="Offset">Where it begins in the query, in characters.</param>
internal readonly record struct SqlToken(TokenKind Kind, string Text, int Offset)
{
    public bool IsName => Kind is TokenKind.Word or TokenKind.QuotedName;

    public bool IsSymbol(string symbol) => Kind is TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) => Kind is TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

internal enum TokenKind
{
    /// <summary>A bare word: a keyword or a name.</summary>
    Word,

    /// <summary>A name between backquotes or double quotes: never a keyword.</summary>
    QuotedName,

    Number,
    String,
    Symbol,

    /// <summary>{name:Type}; the text is name:Type.</summary>
    Parameter,
}
