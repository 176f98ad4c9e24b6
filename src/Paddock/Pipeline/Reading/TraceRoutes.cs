namespace Paddock.Pipeline.Reading;

/// <summary>The route of a record whose client says none is that of its trace's request: no Sentry SDK writes one on a log line.</summary>
internal static class TraceRoutes
{
    // A request may have begun before the range, or before the first line of a page.
    private const string Around = "INTERVAL 1 HOUR";

    /// <param name="matches">a condition on the column route</param>
    /// <returns>The condition on a record's own route, or else on its request's.</returns>
    public static string Condition(string matches) => $$"""
        {{matches}} OR (route = '' AND trace_id IN (
            SELECT trace_id FROM paddock.spans
            WHERE project = {project:UInt32} AND time >= {from:DateTime64(3, 'UTC')} - {{Around}} AND time < {to:DateTime64(3, 'UTC')} AND is_root = 1 AND route != '' AND {{matches}}))
        """;

    /// <summary>The routes of some {traces}, told by their requests.</summary>
    public const string Sql = $$"""
        SELECT {{Correlation.TraceText}} AS trace, any(toString(route)) AS path FROM paddock.spans
        WHERE project = {project:UInt32} AND time >= {from:DateTime64(9, 'UTC')} - {{Around}} AND time <= {to:DateTime64(9, 'UTC')} AND is_root = 1 AND route != '' AND {{Correlation.TraceText}} IN ({traces:Array(String)})
        GROUP BY trace
        """;
}

/// <param name="Path">Its request's route.</param>
internal sealed record TraceRoute(string Trace, string Path);
