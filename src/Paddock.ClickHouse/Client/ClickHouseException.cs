namespace Paddock.ClickHouse;

/// <summary>ClickHouse refused a statement, or could not be reached.</summary>
/// <param name="code">ClickHouse's error number; 0 when no answer came.</param>
/// <param name="name">ClickHouse's name for it, as UNKNOWN_TABLE; NO_ANSWER when no answer came.</param>
/// <param name="message">What ClickHouse says, cut at some kilobytes.</param>
/// <param name="inner">Why no answer came.</param>
public sealed class ClickHouseException(int code, string name, string message, Exception? inner = null) : Exception(message, inner)
{
    internal const int NoAnswerCode = 0;

    public int Code { get; } = code;

    public string Name { get; } = name;

    /// <summary>
    /// True when the same statement may succeed later, since the fault lies with the store (down, busy, full, wrongly set up)
    /// and not with the statement or its rows. After such a failure of an insert nobody knows whether it happened: ask by its batch number.
    /// </summary>
    public bool IsRetryable { get; } = RetryableErrors.Contains(code);
}
