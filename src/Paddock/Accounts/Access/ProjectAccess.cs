using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;

namespace Paddock.Accounts.Access;

/// <summary>Proof that the caller may see this project. Endpoints under <see cref="AccessRules.RequireProject{T}"/> take it as a parameter.</summary>
internal sealed record ProjectAccess(int Id, string Slug, string Name, string? Domain, int RetentionDays, Caller Caller)
{
    public static ValueTask<ProjectAccess?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<ProjectAccess>());

    /// <summary>Whether a request that lasts would still be let in: sessions end, tokens are revoked, projects are taken away.</summary>
    public static async Task<bool> IsHeldAsync(HttpContext context) => await Caller.ReadAsync(context) is { } caller && await FindAsync(context, caller) is not null;

    /// <returns>Null when the route names no project, or none the caller may see.</returns>
    public static async Task<ProjectAccess?> FindAsync(HttpContext context, Caller caller)
    {
        if (!int.TryParse(context.GetRouteValue("id") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        if (caller.Program is { } program && program.ProjectId != id)
            return null;
        var project = await context.RequestServices.GetRequiredService<RelationalStore>().ReadAsync(
            (db, stop) => (caller.Person is { } person ? Projects.VisibleTo(db, person) : db.Projects).SingleOrDefaultAsync(row => row.Id == id, stop),
            context.RequestAborted);
        return project is null ? null : new ProjectAccess(project.Id, project.Slug, project.Name, project.Domain, project.RetentionDays, caller);
    }
}
