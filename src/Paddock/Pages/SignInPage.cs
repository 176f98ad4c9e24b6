using Microsoft.AspNetCore.Mvc;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;

namespace Paddock.Pages;

internal static class SignInPage
{
    public const string Path = "/sign-in";

    private static Html NobodyYet => Notice.Info(
        $"Nobody has an account yet. Open the link that the server printed at its start, or print a new one with <code>bin/paddock user link</code>, with the same <code>--data</code>.");

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AllowAnyone();
        routes.MapPost(Path, SubmitAsync).AllowAnyone().WithMetadata(new RequestSizeLimitAttribute(FormBody.Limit));
    }

    private static async Task ShowAsync(HttpContext context, Sessions sessions, SignInLinks links, string? next)
    {
        var isSignedIn = SessionCookie.Read(context.Request) is { } token && await sessions.FindAsync(token, context.RequestAborted) is not null;
        if (isSignedIn)
            Redirect.SeeOther(context, LocalPath.OrHome(next));
        else
            await WriteAsync(context, StatusCodes.Status200OK, "", next, await links.AreNeededAsync(context.RequestAborted) ? NobodyYet : Html.Empty);
    }

    private static async Task SubmitAsync(HttpContext context, SignIn signIn)
    {
        if (await FormBody.ReadAsync(context) is not { } form)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, "", null, Notice.Bad("The form did not arrive whole. Please try again."));
            return;
        }

        var email = EmailAddress.Normalize(form["email"]);
        string? next = form["next"];
        if (!FormToken.IsValid(context, form))
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, email, next, Notice.Bad("This page had been open for too long. Please try again."));
            return;
        }

        var result = await signIn.TryAsync(email, form["password"].ToString(), Browser.Of(context), context.RequestAborted);
        if (result.Token is { } token)
        {
            SessionCookie.Write(context, token);
            Redirect.SeeOther(context, LocalPath.OrHome(next));
        }
        else if (result.Pending is { } pending)
        {
            CodePage.Continue(context, pending, next);
        }
        else if (result.Wait is { } wait)
        {
            var seconds = TooManyRequests.SetRetryAfter(context, wait);
            await WriteAsync(context, StatusCodes.Status429TooManyRequests, email, next, Notice.Bad($"There were too many tries. Please wait {seconds} s and try again."));
        }
        else
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, email, next, Notice.Bad("That e-mail and password do not belong together."));
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string email, string? next, Html notice) =>
        Page.WriteAsync(context, status, "Sign in", $"""
                <h1>Sign in</h1>
            {notice}
                <form method="post" action="{Path}">
                  <input type="hidden" name="{FormToken.Field}" value="{FormToken.For(context)}">
                  <input type="hidden" name="next" value="{LocalPath.OrHome(next)}">
                  <div class="field">
                    <label for="email">E-mail</label>
                    <input id="email" name="email" type="email" value="{email}" autocomplete="username" required{Autofocus(email.Length == 0)}>
                  </div>
                  <div class="field">
                    <label for="password">Password</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" required{Autofocus(email.Length > 0)}>
                  </div>
                  <button>Sign in</button>
                </form>
            """);

    // The first field that is still empty.
    private static Html Autofocus(bool here) => here ? $" autofocus" : Html.Empty;
}
