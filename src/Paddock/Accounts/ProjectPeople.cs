using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts;

/// <summary>Who has access to a project.</summary>
internal sealed class ProjectPeople(RelationalStore store)
{
    /// <summary>By name; nobody who may not sign in.</summary>
    public Task<List<UserRow>> ListAsync(int project, CancellationToken cancellation) => store.ReadAsync(
        async (db, stop) =>
        {
            var roles = await db.ProjectMembers.Where(row => row.ProjectId == project).ToDictionaryAsync(static row => row.UserId, static row => row.Role, stop);
            var people = await db.Users.Where(row => !row.IsDisabled && (row.IsAdministrator || db.ProjectMembers.Any(member => member.ProjectId == project && member.UserId == row.Id))).ToListAsync(stop);
            return people.Where(person => person.IsAdministrator || Role.Find(roles[person.Id])?.Can.Includes(Capability.Read) == true).OrderBy(static person => person.Name).ThenBy(static person => person.Email).ToList();
        },
        cancellation);
}
