using Microsoft.AspNetCore.Mvc;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.Accounts.Audit;

namespace Paddock.Pages;

/// <summary>Behind an invitation's link: accept it with the account that is signed in, or make one. Looking uses nothing up.</summary>
internal static class InvitationPage
{
    private const string Path = "/invitation/{token}";

    public static void MapInvitation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AllowAnyone();
        routes.MapPost(Path, SubmitAsync).AllowAnyone().WithMetadata(new RequestSizeLimitAttribute(FormBody.Limit));
    }

    private static async Task ShowAsync(HttpContext context, string token, Invitations invitations, Sessions sessions)
    {
        if (await invitations.FindAsync(token, context.RequestAborted) is { } open)
            await InvitationForm.WriteAsync(context, StatusCodes.Status200OK, new InvitationForm(open, token, await PersonAsync(context, sessions)));
        else
            await WriteGoneAsync(context);
    }

    private static async Task SubmitAsync(HttpContext context, string token, Invitations invitations, Sessions sessions, SignInAttempts attempts)
    {
        if (await invitations.FindAsync(token, context.RequestAborted) is not { } open)
        {
            await WriteGoneAsync(context);
            return;
        }

        var person = await PersonAsync(context, sessions);
        var form = await FormBody.ReadAsync(context);
        var filled = new InvitationForm(open, token, person).Filled(form);
        if (form is null || !FormToken.IsValid(context, form))
            await InvitationForm.WriteAsync(context, StatusCodes.Status400BadRequest, filled with { Problem = "The form did not arrive whole. Please try again." });
        else if (person is not null)
            await AcceptAsync(context, token, invitations, filled, person);
        else if (filled.EmailProblem is not null || filled.PasswordProblem is not null)
            await InvitationForm.WriteAsync(context, StatusCodes.Status400BadRequest, filled);
        else
            await AcceptAsNewAsync(context, token, invitations, attempts, filled);
    }

    private static async Task AcceptAsync(HttpContext context, string token, Invitations invitations, InvitationForm filled, Person person)
    {
        var actor = Actor.Of(person.Id, person.Email, context.Request.Headers.UserAgent.ToString());
        if (await invitations.AcceptAsync(token, person, actor, context.RequestAborted))
            Redirect.SeeOther(context, $"/p/{filled.Open.Slug}");
        else
            await InvitationForm.WriteAsync(context, StatusCodes.Status403Forbidden, filled);
    }

    // Each tells whether an e-mail has an account, so it counts as a sign-in that is tried.
    private static async Task AcceptAsNewAsync(HttpContext context, string token, Invitations invitations, SignInAttempts attempts, InvitationForm filled)
    {
        var browser = Browser.Of(context);
        if (attempts.Begin(filled.Email, browser.Address, hasOpenSession: false) is { } held)
        {
            await WriteBusyAsync(context, held, filled);
            return;
        }

        var (result, isTaken) = await invitations.AcceptAsNewAsync(token, new Welcome(filled.Email, filled.Name, filled.Password), browser, context.RequestAborted);
        if (result.Token is { } session)
        {
            attempts.Succeeded(filled.Email, browser.Address);
            SessionCookie.Write(context, session);
            Redirect.SeeOther(context, $"/p/{filled.Open.Slug}");
        }
        else if (result.Wait is { } wait)
        {
            await WriteBusyAsync(context, wait, filled);
        }
        else if (isTaken)
        {
            await InvitationForm.WriteAsync(context, StatusCodes.Status409Conflict, filled with { EmailProblem = "This e-mail has an account already. Sign in with it, below." });
        }
        else
        {
            await WriteGoneAsync(context);
        }
    }

    private static async Task<Person?> PersonAsync(HttpContext context, Sessions sessions) =>
        SessionCookie.Read(context.Request) is { } cookie ? await sessions.FindAsync(cookie, context.RequestAborted) : null;

    private static Task WriteBusyAsync(HttpContext context, TimeSpan wait, InvitationForm filled)
    {
        var seconds = TooManyRequests.SetRetryAfter(context, wait);
        return InvitationForm.WriteAsync(context, StatusCodes.Status429TooManyRequests, filled with { Problem = $"Please wait {seconds} s and try again." });
    }

    private static Task WriteGoneAsync(HttpContext context) =>
        Page.WriteAsync(context, StatusCodes.Status404NotFound, "Invitation not valid", $"""
                <h1>This invitation no longer works</h1>
                <p>It was accepted or taken back, is older than a week, or is incomplete. Ask who sent it for another, or <a href="{SignInPage.Path}">sign in</a>.</p>
            """);
}
