using Paddock.ClickHouse;

namespace Paddock.Pipeline.Reading;

/// <summary>Records of one kind as "What is different here?" compares them: what a signal says of its own.</summary>
/// <param name="Table">its table</param>
/// <param name="Rows">a condition: which rows of the table are records of this kind</param>
/// <param name="Columns">key by which its lists are filtered → SQL of the value</param>
/// <param name="Attributes">SQL of the map of what else is known of a record</param>
/// <param name="Chosen">what was chosen among them, as a condition; gets the condition of the range, which holds for the tables that it asks, too</param>
/// <param name="IsChosen">false: nothing was chosen, all are</param>
/// <param name="AddTo">adds the values of <paramref name="Chosen"/></param>
internal sealed record ComparedRecords(
    string Table, string Rows, IReadOnlyDictionary<string, string> Columns, string Attributes, Func<string, string> Chosen, bool IsChosen, Action<QueryParameters> AddTo)
{
    /// <summary>Nothing is known of a record but its columns.</summary>
    public const string NoAttributes = "map()";

    /// <summary>Rows whose free attributes are in slots and a map.</summary>
    public static ComparedRecords Of(string table, string rows, IEnumerable<KeyValuePair<string, string>> columns, string attributes, RecordSearch search) =>
        new(table, rows, columns.Concat(RecordSearch.Shared).ToDictionary(), attributes, _ => search.Rows, !search.IsEmpty, search.AddTo);
}
