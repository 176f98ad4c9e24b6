using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Accounts.Audit;
using Paddock.Accounts.SecondFactor;
using Paddock.Database;

namespace Paddock.Hosting.CommandLine;

/// <summary>On the relational data itself: within the server, or by a command that holds the data lock.</summary>
internal sealed class Administration(RelationalStore store, Projects projects, ApiTokens tokens, SignInLinks links, AuditLog audit, PublicAddress address) : IAdministration
{
    public Task<NewProject> CreateProjectAsync(ProjectRequest request, CancellationToken cancellation) =>
        projects.CreateAsync(request, address.BaseUrl, Actor.CommandLine, owner: null, cancellation);

    public Task<string> MakeTokenAsync(string project, string name, string[] scopes, CancellationToken cancellation) => store.WriteAsync(
        async (db, stop) =>
        {
            var number = int.TryParse(project, out var given) ? given : 0;
            var row = await db.Projects.SingleOrDefaultAsync(row => row.Slug == project || row.Id == number, stop);
            if (row is null)
                throw new AdministrationException($"There is no project \"{project}\". There are: {string.Join(", ", await db.Projects.Select(static row => row.Slug).Take(20).ToListAsync(stop))}");
            await audit.AddAsync(db, Actor.CommandLine, AuditAction.TokenMade, row.Id, name, string.Join(',', scopes), stop);
            return tokens.Add(db, row.Id, userId: null, name, scopes).Secret;
        },
        cancellation);

    public Task<Uri> MakeLinkAsync(string? email, CancellationToken cancellation) => store.WriteAsync(
        async (db, stop) =>
        {
            var user = await UserAsync(db, email, stop);
            await audit.AddAsync(db, Actor.CommandLine, AuditAction.LinkMade, null, user?.Email ?? "the first account", "", stop);
            return SignInLinks.Address(address.BaseUrl, await links.MakeAsync(db, user?.Id, stop));
        },
        cancellation);

    public Task<string> ResetSecondFactorAsync(string? email, CancellationToken cancellation) => store.WriteAsync(
        async (db, stop) =>
        {
            if (await UserAsync(db, email, stop) is not var (id, known))
                throw new AdministrationException("Nobody has an account.");
            if (!await SecondFactors.RemoveAsync(db, id, stop))
                throw new AdministrationException($"{known} is asked for no code.");
            await audit.AddAsync(db, Actor.CommandLine, AuditAction.SecondFactorOff, null, known, "by the command line", stop);
            return known;
        },
        cancellation);

    // Null while nobody has an account: then the link makes the first one.
    private static async Task<(int Id, string Email)?> UserAsync(PaddockDb db, string? email, CancellationToken cancellation)
    {
        var users = await db.Users.Select(row => new { row.Id, row.Email }).ToListAsync(cancellation);
        if (users.Count == 0)
            return null;
        if (email is null && users.Count > 1)
            throw new AdministrationException("There are several accounts. Say whose, with --email ADDRESS.");
        var user = email is null ? users[0] : users.Find(row => row.Email == email);
        return user is not null ? (user.Id, user.Email) : throw new AdministrationException($"Nobody has the e-mail {email}.");
    }
}
