using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Hosting.Api;

namespace Paddock.Accounts.Api;

/// <param name="HasSecondFactor">Whether a code is asked for besides the password; null for who does not manage people.</param>
internal sealed record MemberAnswer(int Id, string Email, string Name, string Role, DateTimeOffset Since, bool IsDisabled, bool? HasSecondFactor);

internal sealed record MemberList(IReadOnlyList<MemberAnswer> Members);

/// <param name="Role">owner, admin, member, viewer, support or marketing.</param>
internal sealed record RoleChange(string? Role);

internal static class MembersApi
{
    public static void MapMembers(this IEndpointRouteBuilder routes)
    {
        var members = routes.MapGroup("/api/v1/projects/{id}/members").WithTags("People");
        members.MapGet("", ListAsync).WithName("listMembers").RequireProjectPerson(Capability.ReadPersonalData);
        members.MapPut("{person:int}", ChangeAsync).WithName("changeRole").RequireProjectPerson(Capability.ManagePeople).WithMetadata(new Refusal(StatusCodes.Status409Conflict));
        members.MapDelete("{person:int}", RemoveAsync).WithName("removeMember").RequireProjectPerson(Capability.Read).WithMetadata(new Refusal(StatusCodes.Status409Conflict));
    }

    /// <summary>Who has a role in the project. Administrators of the server may do all without one.</summary>
    internal static async Task<Ok<MemberList>> ListAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation)
    {
        var maySeeFactors = project.Can.Includes(Capability.ManagePeople);
        var rows = await store.ReadAsync(
            (db, stop) => (
                from member in db.ProjectMembers
                join user in db.Users on member.UserId equals user.Id
                where member.ProjectId == project.Id && Role.Names.Contains(member.Role)
                orderby user.Email
                select new { Member = member, User = user, HasFactor = db.SecondFactors.Any(row => row.UserId == user.Id && row.ConfirmedAt != null) }).ToListAsync(stop),
            cancellation);
        return TypedResults.Ok(new MemberList(rows.ConvertAll(row => new MemberAnswer(
            row.User.Id, row.User.Email, row.User.Name, row.Member.Role, row.Member.CreatedAt, row.User.IsDisabled, maySeeFactors ? row.HasFactor : null))));
    }

    /// <summary>Gives another role, at once also in sessions and streams that are open; or a role again to somebody who was removed.</summary>
    /// <param name="person">The number of the account.</param>
    internal static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(ProjectAccess project, Actor actor, int person, RoleChange change, Members members, CancellationToken cancellation) =>
        Role.Find(change.Role) is { } role
            ? Answer(await members.ChangeAsync(project, actor, person, role, cancellation))
            : TypedResults.Problem($"role: write one of {string.Join(", ", Role.Names)}.", statusCode: StatusCodes.Status400BadRequest);

    /// <summary>Takes somebody's role, or one's own: then one has left.</summary>
    /// <param name="person">The number of the account.</param>
    internal static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(ProjectAccess project, Actor actor, int person, Members members, CancellationToken cancellation) =>
        Answer(await members.RemoveAsync(project, actor, person, cancellation));

    private static Results<NoContent, ProblemHttpResult> Answer(Members.Outcome outcome) => outcome switch
    {
        Members.Outcome.Done => TypedResults.NoContent(),
        Members.Outcome.Unknown => TypedResults.Problem("Nobody with this number has, or had, a role in the project.", statusCode: StatusCodes.Status404NotFound),
        Members.Outcome.LastOwner => TypedResults.Problem("This is the project's last owner. Make somebody else an owner first.", statusCode: StatusCodes.Status409Conflict),
        _ => TypedResults.Problem("Only owners make, change and remove owners.", statusCode: StatusCodes.Status403Forbidden),
    };
}
