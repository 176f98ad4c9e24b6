using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Hosting;
using Paddock.Hosting.Api;

namespace Paddock.Accounts.Api;

internal static class SessionApi
{
    private const int MostMails = 200;

    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/v1/session").RequirePerson().WithTags("Session");
        session.MapGet("", GetAsync).WithName("getSession");
        session.MapPatch("", ChangeAsync).WithName("changeSession");
        session.MapDelete("", SignOutAsync).WithName("signOut");
        session.MapPost("password", ChangePasswordAsync).WithName("changePassword").WithMetadata(new Refusal(StatusCodes.Status429TooManyRequests));
    }

    /// <summary>Who is signed in, the token for changes, and the projects that may be seen.</summary>
    internal static async Task<Ok<SessionAnswer>> GetAsync(Caller caller, HttpRequest request, RelationalStore store, PublicAddress address, CancellationToken cancellation)
    {
        var person = caller.Person!;
        var (projects, own) = await store.ReadAsync(async (db, stop) => (
            await ProjectsApi.ListAsync(db, caller, address.SeenBy(request), stop),
            await db.Users.Where(row => row.Id == person.Id).Select(static row => new { row.StartPage, row.MailsADay }).SingleAsync(stop)), cancellation);
        var user = new UserAnswer(person.Id, person.Email, person.Name, person.IsAdministrator, own.StartPage, own.MailsADay);
        return TypedResults.Ok(new SessionAnswer(user, person.Csrf, projects, Product.Version));
    }

    /// <summary>Says where one comes in to a project, in this and all other browsers, and how many mails a day one wants.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(Caller caller, SessionChange change, RelationalStore store, CancellationToken cancellation)
    {
        if (change.StartPage is { } page && !StartPage.IsOne(page))
            return TypedResults.Problem("There is no such start page.", statusCode: StatusCodes.Status400BadRequest);
        if (change.MailsADay is < 0 or > MostMails)
            return TypedResults.Problem($"mailsADay is a number from 0 to {MostMails}.", statusCode: StatusCodes.Status400BadRequest);
        await store.WriteAsync(async (db, stop) =>
        {
            var user = await db.Users.SingleAsync(row => row.Id == caller.Person!.Id, stop);
            (user.StartPage, user.MailsADay) = (change.StartPage ?? user.StartPage, change.MailsADay ?? user.MailsADay);
            return await db.SaveChangesAsync(stop);
        }, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Ends the session.</summary>
    internal static async Task<NoContent> SignOutAsync(HttpContext context, Sessions sessions)
    {
        await sessions.EndAsync(SessionCookie.Read(context.Request)!, context.RequestAborted);
        SessionCookie.Remove(context);
        return TypedResults.NoContent();
    }

    /// <summary>Sets another password and begins a new session; every other one ends.</summary>
    internal static async Task<Results<Ok<PasswordChanged>, ProblemHttpResult>> ChangePasswordAsync(HttpContext context, Caller caller, PasswordChange change, PasswordChanges changes)
    {
        if (Passwords.Problem(change.New ?? "") is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        var result = await changes.ChangeAsync(caller.Person!, change.Current ?? "", change.New!, Browser.Of(context), context.RequestAborted);
        if (result.Wait is { } wait)
        {
            var seconds = TooManyRequests.SetRetryAfter(context, wait);
            return TypedResults.Problem($"Too many tries. Try again in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (result.Token is not { } token)
            return TypedResults.Problem("That is not the present password.", statusCode: StatusCodes.Status400BadRequest);
        SessionCookie.Write(context, token);
        return TypedResults.Ok(new PasswordChanged(Sessions.CsrfToken(token)));
    }
}
