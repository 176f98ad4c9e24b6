namespace Paddock.ClickHouse.Scope;

/// <summary>Why a query was not run. <paramref name="Reason"/> is a stable word for programs, <paramref name="Message"/> a sentence for people.</summary>
/// <param name="Offset">Where in the text of the query, in characters from its start; -1 when no one place is to blame.</param>
public sealed record QueryRefusal(RefusalReason Reason, string Message, int Offset = -1);

public enum RefusalReason
{
    /// <summary>The text is no ClickHouse SELECT.</summary>
    Syntax,

    /// <summary>More than one statement, or one that is no SELECT.</summary>
    Statement,

    /// <summary>A clause that a project's query may not have: SETTINGS, FORMAT, INTO OUTFILE and their like.</summary>
    Clause,

    /// <summary>A function that is not on the list.</summary>
    Function,

    /// <summary>A function in the place of a table.</summary>
    TableFunction,

    /// <summary>A table that is none of the project's views.</summary>
    Table,

    /// <summary>A name that belongs to the engine.</summary>
    Name,

    /// <summary>A data type that is not on the list, or one that is not written out.</summary>
    DataType,

    /// <summary>A parameter that is missing, unused as a value, or does not fit its type.</summary>
    Parameter,

    /// <summary>Too long, too deep, too slow, too much memory.</summary>
    Limit,

    /// <summary>ClickHouse understood the query and could not run it.</summary>
    Failed,

    /// <summary>The engine cannot be asked right now.</summary>
    Unavailable,
}
