using System.Text.Json;
using Paddock.Accounts.Api;
using Paddock.ClickHouse;
using Paddock.Hosting.Api;

namespace Paddock.Hosting;

/// <summary>While ClickHouse does not answer, whoever asks for rows is told so, and when to come back: it is no fault of the question.</summary>
internal sealed class StoreAway(ILogger<StoreAway> log) : IEndpointFilter
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ClickHouseException away) when (away.IsRetryable && !context.HttpContext.Response.HasStarted)
        {
            log.LogWarning("{Path}: {Problem}", context.HttpContext.Request.Path, away.Message);
            TooManyRequests.SetRetryAfter(context.HttpContext, ComeBack);
            return TypedResults.Problem(
                "The store does not answer right now. What is sent meanwhile is kept and will show.", statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "The store is not ready.", extensions: new Dictionary<string, object?> { ["reason"] = "unavailable" });
        }
        catch (Exception wrong) when (wrong is ClickHouseException or JsonException && !context.HttpContext.Response.HasStarted)
        {
            log.LogError("{Path}: {Problem}", context.HttpContext.Request.Path, wrong.Message);
            return TypedResults.Problem("The store refused the question. The server's log says why.", statusCode: StatusCodes.Status500InternalServerError, title: "This could not be answered.");
        }
    }
}

internal static class StoreAwayRules
{
    public static RouteGroupBuilder WithStoreAway(this RouteGroupBuilder group) =>
        group.AddEndpointFilter<RouteGroupBuilder, StoreAway>().WithMetadata(new Refusal(StatusCodes.Status503ServiceUnavailable));
}
