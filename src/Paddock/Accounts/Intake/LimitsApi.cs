using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;

namespace Paddock.Accounts.Intake;

/// <summary>How much a project and each of its keys may send.</summary>
internal static class LimitsApi
{
    public static void MapLimits(this IEndpointRouteBuilder routes)
    {
        var limits = routes.MapGroup("/api/v1/projects/{id}/limits").RequireProject(Capability.ManageProject).WithTags("Projects");
        limits.MapGet("", ReadAsync).WithName("getLimits");
        limits.MapPut("", ChangeAsync).WithName("changeLimits");
    }

    /// <summary>How much may come in.</summary>
    internal static async Task<Ok<LimitSettings>> ReadAsync(ProjectAccess project, IntakeSettings intake, CancellationToken cancellation) =>
        TypedResults.Ok(await intake.ReadAsync(project.Id, static row => row.Limits, IntakeJson.Default.LimitSettings, LimitSettings.Default, cancellation));

    /// <summary>Says it anew. When this has answered, the doors of this server keep to it, and those of others within a second. Each server counts for itself.</summary>
    internal static async Task<Results<Ok<LimitSettings>, ProblemHttpResult>> ChangeAsync(
        ProjectAccess project, Actor actor, LimitSettings settings, IntakeSettings intake, RelationalStore store, CancellationToken cancellation)
    {
        var keys = await store.ReadAsync((db, stop) => db.ProjectKeys.Where(row => row.ProjectId == project.Id && row.RevokedAt == null).Select(static row => row.Id).ToListAsync(stop), cancellation);
        if (settings.Problem(keys) is { } problem) return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var json = JsonSerializer.Serialize(settings, IntakeJson.Default.LimitSettings);
        await intake.ChangeAsync(project, actor, AuditAction.LimitsChanged, settings.InWords(), row => row.Limits = json, cancellation);
        return TypedResults.Ok(settings);
    }
}
