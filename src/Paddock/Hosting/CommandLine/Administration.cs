using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Database;

namespace Paddock.Hosting.CommandLine;

/// <summary>On the relational data itself: within the server, or by a command that holds the data lock.</summary>
internal sealed class Administration(RelationalStore store, Projects projects, SignInLinks links, PublicAddress address) : IAdministration
{
    public Task<NewProject> CreateProjectAsync(ProjectRequest request, CancellationToken cancellation) =>
        projects.CreateAsync(request, address.BaseUrl, cancellation);

    public Task<Uri> MakeLinkAsync(string? email, CancellationToken cancellation) => store.WriteAsync(
        async (db, stop) => SignInLinks.Address(address.BaseUrl, await links.MakeAsync(db, await UserAsync(db, email, stop), stop)),
        cancellation);

    // Null while nobody has an account: then the link makes the first one.
    private static async Task<int?> UserAsync(PaddockDb db, string? email, CancellationToken cancellation)
    {
        var users = await db.Users.Select(row => new { row.Id, row.Email }).ToListAsync(cancellation);
        if (users.Count == 0)
            return null;
        if (email is null && users.Count > 1)
            throw new AdministrationException("There are several accounts. Say whose: paddock user link --email ADDRESS");
        var user = email is null ? users[0] : users.Find(row => row.Email == email);
        return user?.Id ?? throw new AdministrationException($"Nobody has the e-mail {email}.");
    }
}
