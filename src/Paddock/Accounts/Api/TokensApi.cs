using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.Api;

/// <param name="Scopes">read, personal, sql, write, manage; null: all that are usual and its maker may do.</param>
internal sealed record TokenRequest(string? Name, string[]? Scopes = null);

/// <param name="MadeBy">Whose power bounds it; null: the command line made it.</param>
internal sealed record TokenAnswer(int Id, string Name, string Prefix, string[] Scopes, string? MadeBy, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

internal sealed record TokenList(IReadOnlyList<TokenAnswer> Tokens);

/// <param name="Secret">Shown this once.</param>
internal sealed record NewToken(TokenAnswer Token, string Secret);

/// <summary>Who makes tokens sees and revokes those of their own; who manages the project, all.</summary>
internal static class TokensApi
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/api/v1/projects/{id}/tokens").RequireProjectPerson(Capability.MakeTokens).WithTags("Projects");
        tokens.MapGet("", ListAsync).WithName("listTokens");
        tokens.MapPost("", CreateAsync).WithName("createToken");
        tokens.MapDelete("{token:int}", RevokeAsync).WithName("revokeToken");
        tokens.MapPost("{token:int}/restore", RestoreAsync).WithName("restoreToken");
    }

    /// <summary>The tokens by which programs read the project; their secrets are not kept.</summary>
    internal static async Task<Ok<TokenList>> ListAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (db, stop) => Mine(db, project).Where(row => row.RevokedAt == null).OrderBy(row => row.Id)
                .Select(row => new { Token = row, Maker = db.Users.Where(user => user.Id == row.UserId).Select(user => user.Email).FirstOrDefault() }).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new TokenList(rows.ConvertAll(static row => Answer(row.Token, row.Maker))));
    }

    /// <summary>Makes a token; its secret is in this answer alone.</summary>
    internal static async Task<Results<Created<NewToken>, ProblemHttpResult>> CreateAsync(
        ProjectAccess project, Actor actor, TokenRequest request, RelationalStore store, ApiTokens tokens, AuditLog audit, CancellationToken cancellation)
    {
        var scopes = (request.Scopes ?? [.. TokenScope.Usual.Where(scope => project.Can.Includes(TokenScope.Of(scope)))]).Distinct().ToArray();
        if (Label.Problem(request.Name) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        if (TokenScope.Problem(scopes, project.Can) is { } wrong)
            return TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest);
        var person = project.Caller.Person!;
        var (secret, row) = await store.WriteAsync(
            async (db, stop) =>
            {
                var made = tokens.Add(db, project.Id, person.Id, Label.Clean(request.Name), scopes);
                await audit.AddAsync(db, actor, AuditAction.TokenMade, project.Id, made.Row.Name, made.Row.Scopes, stop);
                return made;
            },
            cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}/tokens/{row.Id}", new NewToken(Answer(row, person.Email), secret));
    }

    /// <summary>Ends a token at once.</summary>
    internal static async Task<Results<NoContent, NotFound>> RevokeAsync(
        ProjectAccess project, Actor actor, int token, RelationalStore store, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var revoked = await store.WriteAsync(
            async (db, stop) =>
            {
                if (await Mine(db, project).SingleOrDefaultAsync(row => row.Id == token && row.RevokedAt == null, stop) is not { } row)
                    return false;
                row.RevokedAt = clock.GetUtcNow();
                await audit.AddAsync(db, actor, AuditAction.TokenRevoked, project.Id, row.Name, "", stop);
                return true;
            },
            cancellation);
        return revoked ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>Takes a revocation back, within <see cref="Regret.Time"/>.</summary>
    internal static async Task<Results<NoContent, NotFound>> RestoreAsync(
        ProjectAccess project, Actor actor, int token, RelationalStore store, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Regret.Time;
        var restored = await store.WriteAsync(
            async (db, stop) =>
            {
                if (await Mine(db, project).SingleOrDefaultAsync(row => row.Id == token && row.RevokedAt >= since, stop) is not { } row)
                    return false;
                row.RevokedAt = null;
                await audit.AddAsync(db, actor, AuditAction.TokenRestored, project.Id, row.Name, "", stop);
                return true;
            },
            cancellation);
        return restored ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static IQueryable<ApiTokenRow> Mine(PaddockDb db, ProjectAccess project)
    {
        var ofProject = db.ApiTokens.Where(row => row.ProjectId == project.Id);
        var person = project.Caller.Person!.Id;
        return project.Can.Includes(Capability.ManageProject) ? ofProject : ofProject.Where(row => row.UserId == person);
    }

    private static TokenAnswer Answer(ApiTokenRow row, string? maker) => new(row.Id, row.Name, row.Prefix, TokenScope.List(row.Scopes), maker, row.CreatedAt, row.LastUsedAt);
}
