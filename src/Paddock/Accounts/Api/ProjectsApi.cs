using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Hosting;

namespace Paddock.Accounts.Api;

/// <param name="Dsn">Of the oldest living key; null when all are revoked.</param>
internal sealed record ProjectAnswer(int Id, string Slug, string Name, string? Domain, string? Dsn);

internal sealed record ProjectList(IReadOnlyList<ProjectAnswer> Projects);

internal static class ProjectsApi
{
    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        var projects = routes.MapGroup("/api/v1/projects").WithTags("Projects");
        projects.MapGet("", GetAsync).WithName("listProjects").RequireCaller();
        projects.MapPost("", CreateAsync).WithName("createProject").RequireAdministrator();
    }

    /// <summary>The projects the caller may see, oldest first.</summary>
    public static async Task<IReadOnlyList<ProjectAnswer>> ListAsync(PaddockDb db, Caller caller, Uri baseUrl, CancellationToken cancellation)
    {
        var visible = caller.Person is { } person
            ? Projects.VisibleTo(db, person)
            : db.Projects.Where(row => row.Id == caller.Program!.ProjectId);
        var rows = await visible
            .OrderBy(row => row.Id)
            .Select(row => new
            {
                Project = row,
                Key = db.ProjectKeys.Where(key => key.ProjectId == row.Id && key.RevokedAt == null).OrderBy(key => key.Id).Select(key => key.PublicKey).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new ProjectAnswer(
            row.Project.Id,
            row.Project.Slug,
            row.Project.Name,
            row.Project.Domain,
            row.Key is null ? null : Dsn.For(baseUrl, row.Key, row.Project.Id)));
    }

    /// <summary>The projects that the caller may see, oldest first.</summary>
    internal static async Task<Ok<ProjectList>> GetAsync(
        HttpRequest request, Caller caller, RelationalStore store, PublicAddress address, CancellationToken cancellation) =>
        TypedResults.Ok(new ProjectList(await store.ReadAsync((db, stop) => ListAsync(db, caller, address.SeenBy(request), stop), cancellation)));

    /// <summary>Makes a project, with a key for what it sends and a token to read it.</summary>
    internal static async Task<Results<Created<NewProject>, ProblemHttpResult>> CreateAsync(
        HttpRequest http, ProjectRequest request, Projects projects, PublicAddress address, CancellationToken cancellation)
    {
        if (request.Problem() is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var project = await projects.CreateAsync(request, address.SeenBy(http), cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}", project);
    }
}
