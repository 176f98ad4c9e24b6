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
        var tokens = routes.MapGroup("/api/v1/projects/{id}/tokens").RequireProjectPerson();
        tokens.MapGet("", ListAsync);
        tokens.MapPost("", CreateAsync);
        tokens.MapDelete("{token:int}", RevokeAsync);
    }

    private static async Task<Ok<TokenList>> ListAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (db, stop) => db.ApiTokens.Where(row => row.ProjectId == project.Id && row.RevokedAt == null).OrderBy(row => row.Id).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new TokenList(rows.ConvertAll(Answer)));
    }

    private static async Task<IResult> CreateAsync(
        ProjectAccess project, TokenRequest request, RelationalStore store, ApiTokens tokens, CancellationToken cancellation)
    {
        if (Label.Problem(request.Name) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var (secret, row) = await store.WriteAsync(
            (db, _) => Task.FromResult(tokens.Add(db, project.Id, project.Caller.Person!.Id, Label.Clean(request.Name))),
            cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}/tokens/{row.Id}", new NewToken(Answer(row), secret));
    }

    private static async Task<Results<NoContent, NotFound>> RevokeAsync(
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
