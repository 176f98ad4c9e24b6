using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;

namespace Paddock.Accounts.Intake;

/// <summary>Which of a project's records are noise.</summary>
internal static class FiltersApi
{
    public static void MapFilters(this IEndpointRouteBuilder routes)
    {
        var filters = routes.MapGroup("/api/v1/projects/{id}/filters").RequireProject(Capability.ManageProject).WithTags("Projects");
        filters.MapGet("", ReadAsync).WithName("getFilters");
        filters.MapPut("", ChangeAsync).WithName("changeFilters");
        filters.MapPost("preview", PreviewAsync).WithName("previewFilters");
    }

    /// <summary>What is not kept of the project's records.</summary>
    internal static async Task<Ok<FilterSettings>> ReadAsync(ProjectAccess project, IntakeSettings intake, CancellationToken cancellation) =>
        TypedResults.Ok(await intake.ReadAsync(project.Id, static row => row.Filters, IntakeJson.Default.FilterSettings, FilterSettings.Default, cancellation));

    /// <summary>Says it anew. When this has answered, the doors of this server keep to it, and those of others within a second.</summary>
    internal static async Task<Results<Ok<FilterSettings>, ProblemHttpResult>> ChangeAsync(ProjectAccess project, Actor actor, FilterSettings settings, IntakeSettings intake, CancellationToken cancellation)
    {
        if (settings.Problem() is { } problem) return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var json = JsonSerializer.Serialize(settings, IntakeJson.Default.FilterSettings);
        await intake.ChangeAsync(project, actor, AuditAction.FiltersChanged, settings.InWords(), row => row.Filters = json, cancellation);
        return TypedResults.Ok(settings);
    }

    /// <summary>Which errors of the last seven days patterns would have kept out.</summary>
    internal static async Task<Results<Ok<FilterPreview>, ProblemHttpResult>> PreviewAsync(ProjectAccess project, FilterTrial trial, FilterPreviews previews, CancellationToken cancellation)
    {
        var problem = FilterSettings.PatternProblem("errorMessages", trial.ErrorMessages) ?? FilterSettings.PatternProblem("releases", trial.Releases);
        return problem is null ? TypedResults.Ok(await previews.OfAsync(project.Id, trial, cancellation)) : TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
    }
}
