using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
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
        var keys = routes.MapGroup("/api/v1/projects/{id}/keys").WithTags("Projects");
        keys.MapGet("", ListAsync).WithName("listKeys").RequireProjectPerson(Capability.ReadKeys);
        keys.MapPost("", CreateAsync).WithName("createKey").RequireProjectPerson(Capability.ManageProject);
        keys.MapDelete("{key:int}", RevokeAsync).WithName("revokeKey").RequireProjectPerson(Capability.ManageProject);
        keys.MapPost("{key:int}/restore", RestoreAsync).WithName("restoreKey").RequireProjectPerson(Capability.ManageProject);
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
        HttpRequest http, ProjectAccess project, Actor actor, KeyRequest request, RelationalStore store, PublicAddress address, AuditLog audit, TimeProvider clock,
        CancellationToken cancellation)
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
        await store.WriteAsync(
            async (db, stop) =>
            {
                await audit.AddAsync(db, actor, AuditAction.KeyMade, project.Id, row.Name, "", stop);
                return db.ProjectKeys.Add(row);
            },
            cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}/keys/{row.Id}", Answer(row, address.SeenBy(http)));
    }

    /// <summary>When this has answered, no door takes the key any more.</summary>
    internal static async Task<Results<NoContent, NotFound>> RevokeAsync(
        ProjectAccess project, Actor actor, int key, RelationalStore store, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var revoked = await store.WriteAsync(
            async (db, stop) =>
            {
                if (await db.ProjectKeys.SingleOrDefaultAsync(row => row.Id == key && row.ProjectId == project.Id && row.RevokedAt == null, stop) is not { } row)
                    return false;
                row.RevokedAt = clock.GetUtcNow();
                await audit.AddAsync(db, actor, AuditAction.KeyRevoked, project.Id, row.Name, "", stop);
                return true;
            },
            cancellation);
        return revoked ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    /// <summary>Takes a revocation back, within <see cref="Regret.Time"/>.</summary>
    internal static async Task<Results<NoContent, NotFound>> RestoreAsync(
        ProjectAccess project, Actor actor, int key, RelationalStore store, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Regret.Time;
        var restored = await store.WriteAsync(
            async (db, stop) =>
            {
                if (await db.ProjectKeys.SingleOrDefaultAsync(row => row.Id == key && row.ProjectId == project.Id && row.RevokedAt >= since, stop) is not { } row)
                    return false;
                row.RevokedAt = null;
                await audit.AddAsync(db, actor, AuditAction.KeyRestored, project.Id, row.Name, "", stop);
                return true;
            },
            cancellation);
        return restored ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static KeyAnswer Answer(ProjectKeyRow row, Uri baseUrl) =>
        new(row.Id, row.Name, row.PublicKey, Dsn.For(baseUrl, row.PublicKey, row.ProjectId), row.CreatedAt);
}
