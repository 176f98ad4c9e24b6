using System.Text.Json;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.ClickHouse.Scope;

namespace Paddock.Hosting.Sql;

internal static class SqlEndpoint
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    // Rows come while the query runs; who has not taken them a minute later holds a place of the project for nothing. 64 MB want 1 MB/s.
    private static readonly TimeSpan ToTakeIt = TimeSpan.FromMinutes(1);

    /// <summary>Runs a SELECT of ClickHouse's over the project's views. Rows come while the query runs.</summary>
    public static async Task PostAsync(HttpContext context, ProjectAccess project, ScopedSql sql, SqlGate gate, TimeProvider time)
    {
        if (await ReadAsync(context) is not { Query: { } query } request)
        {
            await SqlProblem.BadRequest("The body is JSON of the form {\"query\": \"SELECT …\", \"parameters\": {…}}, at most 1 MB.").ExecuteAsync(context);
            return;
        }
        using var place = gate.TryEnter(project.Id);
        if (place is null)
        {
            TooManyRequests.SetRetryAfter(context, ComeBack);
            await TypedResults.Problem($"{SqlGate.PerProject} queries of a project run at once, and {SqlGate.Overall} of all.", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
            return;
        }
        var started = time.GetTimestamp();
        var (values, wrong) = request.Values();
        if (wrong is not null)
        {
            await SqlProblem.BadRequest($"The parameter '{wrong}' is neither text, number, boolean nor a list of them.").ExecuteAsync(context);
            return;
        }
        await AnswerAsync(context, await sql.AskAsync(project.Id, query, values, context.RequestAborted), query, sql.Limits.Time + ToTakeIt, time, started);
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

    private static async Task AnswerAsync(HttpContext context, ScopedResult result, string query, TimeSpan longest, TimeProvider time, long started)
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
        using var deadline = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            await SqlAnswer.WriteAsync(context.Response.BodyWriter, answer, () => time.GetElapsedTime(started), either.Token);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            // The rows end in the middle. Without the end of the transfer no client takes them for all.
            context.Abort();
        }
    }
}
