using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;

namespace Paddock.Accounts.Access;

/// <summary>Proof that the caller may see this project. Endpoints under <see cref="AccessRules.RequireProject{T}"/> take it as a parameter.</summary>
/// <param name="Role">Of a person who is no administrator of the server; else null.</param>
/// <param name="Can">What the caller may do in it at this moment.</param>
internal sealed record ProjectAccess(int Id, string Slug, string Name, string? Domain, int RetentionDays, Caller Caller, Role? Role, Capability Can)
{
    public static ValueTask<ProjectAccess?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<ProjectAccess>());

    /// <summary>Whether a request that lasts would still be let in: sessions end, tokens are revoked, roles change, projects are taken away.</summary>
    public static async Task<bool> IsHeldAsync(HttpContext context) =>
        await Caller.ReadAsync(context) is { } caller && await FindAsync(context, caller) is { } project
            && context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { } rule && project.Can.Includes(rule.NeedsFor(context.Request.Method));

    /// <returns>Null when the route names no project, or none the caller may see.</returns>
    public static async Task<ProjectAccess?> FindAsync(HttpContext context, Caller caller)
    {
        if (!int.TryParse(context.GetRouteValue("id") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        if (caller.Program is { } program && program.ProjectId != id)
            return null;
        return await context.RequestServices.GetRequiredService<RelationalStore>().ReadAsync(
            async (db, stop) =>
            {
                if (await db.Projects.SingleOrDefaultAsync(row => row.Id == id, stop) is not { } project)
                    return null;
                var (role, can) = await OfAsync(db, id, caller, stop);
                return can.Includes(Capability.Read) ? new ProjectAccess(project.Id, project.Slug, project.Name, project.Domain, project.RetentionDays, caller, role, can) : null;
            },
            context.RequestAborted);
    }

    /// <summary>What the caller is in a project, and may do there.</summary>
    public static async Task<(Role? Role, Capability Can)> OfAsync(PaddockDb db, int project, Caller caller, CancellationToken cancellation) =>
        caller.Person is { } person ? await OfPersonAsync(db, project, person.Id, person.IsAdministrator, cancellation) : (null, await OfProgramAsync(db, caller.Program!, cancellation));

    /// <summary>What a person is in a project, and may do there.</summary>
    public static async Task<(Role? Role, Capability Can)> OfPersonAsync(PaddockDb db, int project, int user, bool isAdministrator, CancellationToken cancellation)
    {
        if (isAdministrator)
            return (null, Capability.All);
        var name = await db.ProjectMembers.Where(row => row.ProjectId == project && row.UserId == user).Select(row => row.Role).SingleOrDefaultAsync(cancellation);
        var role = Role.Find(name);
        return (role, role?.Can ?? Capability.None);
    }

    // Never more than its maker has now: who loses a role loses it with all tokens.
    private static async Task<Capability> OfProgramAsync(PaddockDb db, ApiProgram program, CancellationToken cancellation)
    {
        if (program.MakerId is not { } maker)
            return program.Scopes;
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == maker && !row.IsDisabled, cancellation);
        return user is null ? Capability.None : program.Scopes & (await OfPersonAsync(db, program.ProjectId, maker, user.IsAdministrator, cancellation)).Can;
    }
}
