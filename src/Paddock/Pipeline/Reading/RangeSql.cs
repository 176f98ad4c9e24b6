using Paddock.ClickHouse;

namespace Paddock.Pipeline.Reading;

/// <summary>What every question about a range has in its SQL.</summary>
internal static class RangeSql
{
    // Nanoseconds, as the column has them: with milliseconds every row would be converted to be compared.

    /// <summary>The project's rows in the range. First in every WHERE: no question leaves its project.</summary>
    public const string Rows = "project = {project:UInt32} AND time >= {from:DateTime64(9, 'UTC')} AND time < {to:DateTime64(9, 'UTC')}";

    /// <summary>The same over the period of equal length before and the range itself.</summary>
    public const string RowsWithBefore = "project = {project:UInt32} AND time >= {earlier:DateTime64(9, 'UTC')} AND time < {to:DateTime64(9, 'UTC')}";

    /// <summary>True for a row of the range among <see cref="RowsWithBefore"/>.</summary>
    public const string IsNow = "time >= {from:DateTime64(9, 'UTC')}";

    /// <summary>The number of the row's bucket, from 0.</summary>
    public const string Bucket = "toUInt32(intDiv(toUnixTimestamp(time), {bucket:UInt32}) - intDiv(toUnixTimestamp({from:DateTime64(3, 'UTC')}), {bucket:UInt32}))";

    /// <summary>Whether the project has something as old as the period before the range, so that this can be compared with it. Finds the first row; the least time of all would read them.</summary>
    public static string HasBefore(string table) =>
        $"(SELECT count() FROM (SELECT 1 FROM paddock.{table} WHERE project = {{project:UInt32}} AND time <= {{earlier:DateTime64(9, 'UTC')}} LIMIT 1))";

    /// <summary>Values for all of these.</summary>
    public static QueryParameters Parameters(int project, TimeRange range) => new()
    {
        { "project", project }, { "from", range.From }, { "to", range.To }, { "earlier", range.From - (range.To - range.From) }, { "bucket", range.BucketSeconds },
    };

    public static QueryOptions Options(int project, TimeRange range, RecordSearch search)
    {
        var parameters = Parameters(project, range);
        search.AddTo(parameters);
        return new QueryOptions { Parameters = parameters };
    }
}
