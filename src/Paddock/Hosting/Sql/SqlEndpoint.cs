using System.Text.Json;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.ClickHouse.Scope;

namespace Paddock.Hosting.Sql;

internal static class SqlEndpoint
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    public static async Task PostAsync(HttpContext context, ProjectAccess project, ScopedSql sql, SqlGate gate, TimeProvider time)
    {
        using var place = gate.TryEnter(project.Id);
        if (place is null)
        {
            TooManyRequests.SetRetryAfter(context, ComeBack);
            await TypedResults.Problem($"{SqlGate.PerProject} queries of a project run at once, and {SqlGate.Overall} of all.", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
            return;
        }
        var started = time.GetTimestamp();
        if (await ReadAsync(context) is not { Query: { } query } request)
        {
            await SqlProblem.BadRequest("The body is JSON of the form {\"query\": \"SELECT …\", \"parameters\": {…}}, at most 1 MB.").ExecuteAsync(context);
            return;
        }
        var (values, wrong) = request.Values();
        if (wrong is not null)
        {
            await SqlProblem.BadRequest($"The parameter '{wrong}' is neither text, number, boolean nor a list of them.").ExecuteAsync(context);
            return;
        }
        await AnswerAsync(context, await sql.AskAsync(project.Id, query, values, context.RequestAborted), query, () => time.GetElapsedTime(started));
    }

    private static async Task<SqlRequest?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > SqlRequest.Largest)
            return null;
        try
        {
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = SqlRequest.Largest;
            return await JsonSerializer.DeserializeAsync(context.Request.Body, SqlJson.Default.SqlRequest, context.RequestAborted);
        }
        catch (Exception wrong) when (wrong is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static async Task AnswerAsync(HttpContext context, ScopedResult result, string query, Func<TimeSpan> elapsed)
    {
        if (result.Refusal is { } refusal)
        {
            if (refusal.Reason is RefusalReason.Unavailable)
                TooManyRequests.SetRetryAfter(context, ComeBack);
            await SqlProblem.Of(refusal, query).ExecuteAsync(context);
            return;
        }
        await using var answer = result.Answer!;
        context.Response.ContentType = "application/json; charset=utf-8";
        try
        {
            await SqlAnswer.WriteAsync(context.Response.BodyWriter, answer, elapsed, context.RequestAborted);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            // The rows end in the middle. Without the end of the transfer no client takes them for all.
            context.Abort();
        }
    }
}
