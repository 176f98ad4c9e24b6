using System.Collections.Frozen;
using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>What a failed insert says about its rows.</summary>
internal enum StoreVerdict
{
    /// <summary>Nothing: the store is away, busy, full or not what we expect. Try until it takes them.</summary>
    StoreIsAtFault,

    /// <summary>Perhaps too much at once: try less.</summary>
    TooMuch,

    /// <summary>A code we do not know the meaning of for rows: try again, then less, and see whether others pass.</summary>
    Unclear,

    /// <summary>One of them is no row of the table.</summary>
    RowsAreAtFault,
}

internal static class StoreVerdicts
{
    private const int NoAnswer = 0, MemoryLimitExceeded = 241;

    /// <summary>
    /// Only these codes speak of values. Any other refusal (a column that is missing, say) would hit every row alike,
    /// and taking that for the rows' fault would empty the journal into the dead-letter file.
    /// </summary>
    private static readonly FrozenSet<int> CodesOfValues = FrozenSet.Create(
        6,    // CANNOT_PARSE_TEXT
        27,   // CANNOT_PARSE_INPUT_ASSERTION_FAILED
        33,   // CANNOT_READ_ALL_DATA
        69,   // ARGUMENT_OUT_OF_BOUND
        117,  // INCORRECT_DATA
        128,  // TOO_LARGE_ARRAY_SIZE
        131,  // TOO_LARGE_STRING_SIZE
        190,  // SIZES_OF_ARRAYS_DONT_MATCH
        321,  // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
        395,  // FUNCTION_THROW_IF_VALUE_IS_NON_ZERO
        469); // VIOLATED_CONSTRAINT

    /// <param name="error">what a call ended with</param>
    /// <param name="duringInsert">The store had just answered, so silence may mean that these rows kill it.</param>
    public static StoreVerdict Of(Exception error, bool duringInsert) => error switch
    {
        InvalidDataException => StoreVerdict.RowsAreAtFault,
        ClickHouseException { Code: NoAnswer } when duringInsert => StoreVerdict.TooMuch,
        ClickHouseException { Code: MemoryLimitExceeded } => StoreVerdict.TooMuch,
        ClickHouseException { IsRetryable: true } => StoreVerdict.StoreIsAtFault,
        ClickHouseException { Code: var code } => CodesOfValues.Contains(code) ? StoreVerdict.RowsAreAtFault : StoreVerdict.Unclear,
        _ => StoreVerdict.StoreIsAtFault,
    };
}
