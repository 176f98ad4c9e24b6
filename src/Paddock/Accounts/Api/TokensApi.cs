using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.Api;

internal sealed record TokenRequest(string? Name);

internal sealed record TokenAnswer(int Id, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

internal sealed record TokenList(IReadOnlyList<TokenAnswer> Tokens);

/// <param name="Secret">Shown this once.</param>
internal sealed record NewToken(TokenAnswer Token, string Secret);

internal static class TokensApi
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/api/v1/projects/{id}/tokens").RequireProjectPerson().WithTags("Projects");
        tokens.MapGet("", ListAsync).WithName("listTokens");
        tokens.MapPost("", CreateAsync).WithName("createToken");
        tokens.MapDelete("{token:int}", RevokeAsync).WithName("revokeToken");
    }

    /// <summary>The tokens by which programs read the project; their secrets are not kept.</summary>
    internal static async Task<Ok<TokenList>> ListAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (db, stop) => db.ApiTokens.Where(row => row.ProjectId == project.Id && row.RevokedAt == null).OrderBy(row => row.Id).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new TokenList(rows.ConvertAll(Answer)));
    }

    /// <summary>Makes a token; its secret is in this answer alone.</summary>
    internal static async Task<Results<Created<NewToken>, ProblemHttpResult>> CreateAsync(
        ProjectAccess project, TokenRequest request, RelationalStore store, ApiTokens tokens, CancellationToken cancellation)
    {
        if (Label.Problem(request.Name) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var (secret, row) = await store.WriteAsync(
            (db, _) => Task.FromResult(tokens.Add(db, project.Id, project.Caller.Person!.Id, Label.Clean(request.Name))),
            cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}/tokens/{row.Id}", new NewToken(Answer(row), secret));
    }

    /// <summary>Ends a token at once.</summary>
    internal static async Task<Results<NoContent, NotFound>> RevokeAsync(
        ProjectAccess project, int token, RelationalStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var revoked = await store.WriteAsync(
            (db, stop) => db.ApiTokens
                .Where(row => row.Id == token && row.ProjectId == project.Id && row.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), stop),
            cancellation);
        return revoked > 0 ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static TokenAnswer Answer(ApiTokenRow row) => new(row.Id, row.Name, row.Prefix, row.CreatedAt, row.LastUsedAt);
}
