namespace Paddock.Protocols.Statements;

/// <summary>What a word or sign of a statement means for the one after it.</summary>
internal enum SqlToken
{
    None,

    /// <summary>A table, a column, a function.</summary>
    Name,

    /// <summary>A value or a parameter: all are one.</summary>
    Value,

    /// <summary>A word that a value may follow, so that a minus after it belongs to the value.</summary>
    Keyword,

    /// <summary>IS and NOT: a NULL after them is no value.</summary>
    Is,

    /// <summary>A name that is another each time follows.</summary>
    Savepoint,
    Open,
    OpenBracket,
    Close,
    CloseBracket,
    Comma,
    Semicolon,
    Dot,
    Cast,
    Sign,
}
