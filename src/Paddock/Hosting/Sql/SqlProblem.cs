using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse.Scope;

namespace Paddock.Hosting.Sql;

/// <summary>A refused query as problem+json: the sentence as detail, <c>reason</c> for programs, and where in the query, as line and column from 1.</summary>
internal static class SqlProblem
{
    public static ProblemHttpResult Of(QueryRefusal refusal, string query)
    {
        var details = new Dictionary<string, object?> { ["reason"] = ReasonOf(refusal.Reason) };
        if (refusal.Offset >= 0)
        {
            var before = query.AsSpan(0, Math.Min(refusal.Offset, query.Length));
            details["line"] = before.Count('\n') + 1;
            details["column"] = before.Length - before.LastIndexOf('\n');
        }
        return TypedResults.Problem(refusal.Message, statusCode: StatusOf(refusal.Reason), title: TitleOf(refusal.Reason), extensions: details);
    }

    public static ProblemHttpResult BadRequest(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "This is no query.");

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.Limit => StatusCodes.Status422UnprocessableEntity,
        RefusalReason.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string TitleOf(RefusalReason reason) => reason switch
    {
        RefusalReason.Limit => "The query is too large.",
        RefusalReason.Unavailable => "The store is not ready.",
        RefusalReason.Failed or RefusalReason.Syntax => "The query has an error.",
        _ => "The query asks for something that is not available.",
    };

    private static string ReasonOf(RefusalReason reason) => reason switch
    {
        RefusalReason.TableFunction => "table_function",
        RefusalReason.DataType => "data_type",
        _ => reason.ToString().ToLowerInvariant(),
    };
}
