using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>What <c>serve</c> does and says while nobody has an account.</summary>
internal sealed class FirstRun(RelationalStore store, Projects projects, SignInLinks links)
{
    /// <summary>Makes the first project when there is none, and a new link at each start. Links of earlier starts stay good for their 24 hours.</summary>
    /// <returns>Null when somebody has an account.</returns>
    public Task<FirstRunGreeting?> PrepareAsync(Uri baseUrl, CancellationToken cancellation) =>
        store.WriteAsync(async (db, stop) =>
        {
            if (await db.Users.AnyAsync(stop))
                return null;
            var (project, key) = await FirstProjectAsync(db, stop);
            var token = await links.MakeAsync(db, userId: null, stop);
            return new FirstRunGreeting(SignInLinks.Address(baseUrl, token), project.Name, Dsn.For(baseUrl, key.PublicKey, project.Id));
        }, cancellation);

    private async Task<(ProjectRow Project, ProjectKeyRow Key)> FirstProjectAsync(PaddockDb db, CancellationToken cancellation)
    {
        var key = await db.ProjectKeys.Where(row => row.RevokedAt == null).OrderBy(row => row.Id).FirstOrDefaultAsync(cancellation);
        return key is null
            ? await projects.AddAsync(db, new ProjectRequest("My site"), cancellation)
            : (await db.Projects.SingleAsync(row => row.Id == key.ProjectId, cancellation), key);
    }
}
