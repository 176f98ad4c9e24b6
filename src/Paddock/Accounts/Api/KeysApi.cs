using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Hosting;

namespace Paddock.Accounts.Api;

internal sealed record KeyRequest(string? Name);

internal sealed record KeyAnswer(int Id, string Name, string Key, string Dsn, DateTimeOffset CreatedAt);

internal sealed record KeyList(IReadOnlyList<KeyAnswer> Keys);

internal static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/v1/projects/{id}/keys").RequireProjectPerson().WithTags("Projects");
        keys.MapGet("", ListAsync).WithName("listKeys");
        keys.MapPost("", CreateAsync).WithName("createKey");
        keys.MapDelete("{key:int}", RevokeAsync).WithName("revokeKey");
    }

    /// <summary>The keys with which the project's sites send records.</summary>
    internal static async Task<Ok<KeyList>> ListAsync(
        HttpRequest http, ProjectAccess project, RelationalStore store, PublicAddress address, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (db, stop) => db.ProjectKeys.Where(row => row.ProjectId == project.Id && row.RevokedAt == null).OrderBy(row => row.Id).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new KeyList(rows.ConvertAll(row => Answer(row, address.SeenBy(http)))));
    }

    /// <summary>Makes a key.</summary>
    internal static async Task<Results<Created<KeyAnswer>, ProblemHttpResult>> CreateAsync(
        HttpRequest http, ProjectAccess project, KeyRequest request, RelationalStore store, PublicAddress address, TimeProvider clock, CancellationToken cancellation)
    {
        if (Label.Problem(request.Name) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var row = new ProjectKeyRow
        {
            ProjectId = project.Id,
            PublicKey = Secrets.NewIngestKey(),
            Name = Label.Clean(request.Name),
            CreatedAt = clock.GetUtcNow(),
        };
        await store.WriteAsync((db, _) => Task.FromResult(db.ProjectKeys.Add(row)), cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}/keys/{row.Id}", Answer(row, address.SeenBy(http)));
    }

    /// <summary>When this has answered, no door takes the key any more.</summary>
    internal static async Task<Results<NoContent, NotFound>> RevokeAsync(
        ProjectAccess project, int key, RelationalStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var revoked = await store.WriteAsync(
            async (db, stop) =>
            {
                var row = await db.ProjectKeys.SingleOrDefaultAsync(row => row.Id == key && row.ProjectId == project.Id && row.RevokedAt == null, stop);
                if (row is not null)
                    row.RevokedAt = clock.GetUtcNow();
                return row is not null;
            },
            cancellation);
        return revoked ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static KeyAnswer Answer(ProjectKeyRow row, Uri baseUrl) =>
        new(row.Id, row.Name, row.PublicKey, Dsn.For(baseUrl, row.PublicKey, row.ProjectId), row.CreatedAt);
}
