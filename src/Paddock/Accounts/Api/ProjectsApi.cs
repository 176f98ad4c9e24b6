using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Hosting;

namespace Paddock.Accounts.Api;

/// <param name="Dsn">Of the oldest living key; null when all are revoked, or the caller may not read keys.</param>
/// <param name="Role">Of the caller; null: an administrator of the server, or a program.</param>
/// <param name="Can">What the caller may do in it: read, readPersonalData, rawSql, triage, …</param>
internal sealed record ProjectAnswer(int Id, string Slug, string Name, string? Domain, string? Dsn, string? Role, string[] Can);

internal sealed record ProjectList(IReadOnlyList<ProjectAnswer> Projects);

internal sealed record ProjectSettings(int Id, string Slug, string Name, string? Domain, int RetentionDays, DateTimeOffset CreatedAt);

internal static class ProjectsApi
{
    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        var projects = routes.MapGroup("/api/v1/projects").WithTags("Projects");
        projects.MapGet("", GetAsync).WithName("listProjects").RequireCaller();
        projects.MapPost("", CreateAsync).WithName("createProject").RequireAdministrator();
        projects.MapGet("{id}", ReadSettingsAsync).WithName("getProject").RequireProject();
        projects.MapPatch("{id}", ChangeSettingsAsync).WithName("changeProject").RequireProject(Capability.ManageProject);
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
        var answers = new List<ProjectAnswer>(rows.Count);
        foreach (var (project, key) in rows.Select(static row => (row.Project, row.Key)))
        {
            var (role, can) = await ProjectAccess.OfAsync(db, project.Id, caller, cancellation);
            var dsn = key is null || !can.Includes(Capability.ReadKeys) ? null : Dsn.For(baseUrl, key, project.Id);
            if (can.Includes(Capability.Read))
                answers.Add(new ProjectAnswer(project.Id, project.Slug, project.Name, project.Domain, dsn, role?.Name, can.Names()));
        }
        return answers;
    }

    /// <summary>The projects that the caller may see, oldest first.</summary>
    internal static async Task<Ok<ProjectList>> GetAsync(
        HttpRequest request, Caller caller, RelationalStore store, PublicAddress address, CancellationToken cancellation) =>
        TypedResults.Ok(new ProjectList(await store.ReadAsync((db, stop) => ListAsync(db, caller, address.SeenBy(request), stop), cancellation)));

    /// <summary>Makes a project, with a key for what it sends and a token to read it. Who makes it owns it.</summary>
    internal static async Task<Results<Created<NewProject>, ProblemHttpResult>> CreateAsync(
        HttpRequest http, Caller caller, Actor actor, ProjectRequest request, Projects projects, PublicAddress address, CancellationToken cancellation)
    {
        if (request.Problem() is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var project = await projects.CreateAsync(request, address.SeenBy(http), actor, caller.Person!.Id, cancellation);
        return TypedResults.Created($"/api/v1/projects/{project.Id}", project);
    }

    /// <summary>What is set of a project.</summary>
    internal static async Task<Ok<ProjectSettings>> ReadSettingsAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation) =>
        TypedResults.Ok(Settings(await store.ReadAsync((db, stop) => db.Projects.SingleAsync(row => row.Id == project.Id, stop), cancellation)));

    /// <summary>Changes what is said of the project; what is not said stays.</summary>
    internal static async Task<Results<Ok<ProjectSettings>, ProblemHttpResult>> ChangeSettingsAsync(
        ProjectAccess project, Actor actor, ProjectChange change, RelationalStore store, AuditLog audit, CancellationToken cancellation)
    {
        if (change.Problem(project) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var row = await store.WriteAsync(
            async (db, stop) =>
            {
                var row = await db.Projects.SingleAsync(row => row.Id == project.Id, stop);
                var changes = change.Apply(row);
                if (changes.Length > 0)
                    await audit.AddAsync(db, actor, AuditAction.ProjectChanged, project.Id, row.Name, changes, stop);
                return row;
            },
            cancellation);
        return TypedResults.Ok(Settings(row));
    }

    private static ProjectSettings Settings(ProjectRow row) => new(row.Id, row.Slug, row.Name, row.Domain, row.RetentionDays, row.CreatedAt);
}
