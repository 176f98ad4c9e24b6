using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

internal sealed class Projects(RelationalStore store, ApiTokens tokens, AuditLog audit, TimeProvider clock)
{
    /// <summary>Makes a project with its first ingest key and its first API token.</summary>
    /// <param name="request">Has no <see cref="ProjectRequest.Problem"/>.</param>
    /// <param name="owner">Null: nobody; then administrators of the server look after it.</param>
    public Task<NewProject> CreateAsync(ProjectRequest request, Uri baseUrl, Actor actor, int? owner, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            var (project, key) = await AddAsync(db, request, stop);
            if (owner is { } user)
                db.ProjectMembers.Add(new ProjectMemberRow { ProjectId = project.Id, UserId = user, Role = Role.Owner.Name, CreatedAt = clock.GetUtcNow() });
            await audit.AddAsync(db, actor, AuditAction.ProjectCreated, project.Id, project.Name, "", stop);
            var (secret, _) = tokens.Add(db, project.Id, userId: null, "Made with the project", TokenScope.Usual);
            return new NewProject(project.Id, project.Slug, Dsn.For(baseUrl, key.PublicKey, project.Id), key.PublicKey, secret);
        }, cancellation);

    /// <summary>Makes a project and its first ingest key within a transaction of the caller.</summary>
    public async Task<(ProjectRow Project, ProjectKeyRow Key)> AddAsync(PaddockDb db, ProjectRequest request, CancellationToken cancellation)
    {
        var (name, domain) = request.Clean();
        var taken = await db.Projects.Select(row => row.Slug).ToHashSetAsync(cancellation);
        var now = clock.GetUtcNow();
        var project = new ProjectRow { Name = name!, Domain = domain, Slug = Slug.FirstFree(Slug.From(name!), taken), CreatedAt = now };
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancellation);
        var key = new ProjectKeyRow { ProjectId = project.Id, PublicKey = Secrets.NewIngestKey(), Name = "First key", CreatedAt = now };
        db.ProjectKeys.Add(key);
        return (project, key);
    }

    /// <summary>The projects a person may see: an administrator all, others those they are members of.</summary>
    public static IQueryable<ProjectRow> VisibleTo(PaddockDb db, Person person) =>
        person.IsAdministrator
            ? db.Projects
            : db.Projects.Where(project => db.ProjectMembers.Any(member => member.ProjectId == project.Id && member.UserId == person.Id && Role.Names.Contains(member.Role)));
}
