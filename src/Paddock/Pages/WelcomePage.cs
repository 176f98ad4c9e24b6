using Microsoft.AspNetCore.Mvc;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;

namespace Paddock.Pages;

/// <summary>Behind a one-time link: the first administrator's account, or a new password.</summary>
internal static class WelcomePage
{
    private const string Path = "/welcome/{token}";

    public static void MapWelcome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AllowAnyone();
        routes.MapPost(Path, SubmitAsync).AllowAnyone().WithMetadata(new RequestSizeLimitAttribute(FormBody.Limit));
    }

    private static async Task ShowAsync(HttpContext context, string token, SignInLinks links)
    {
        if (await links.FindAsync(token, context.RequestAborted) is { } link)
            await WelcomeForm.WriteAsync(context, StatusCodes.Status200OK, new WelcomeForm(link));
        else
            await WriteGoneAsync(context);
    }

    private static async Task SubmitAsync(HttpContext context, string token, SignInLinks links)
    {
        var link = await links.FindAsync(token, context.RequestAborted);
        if (link is null)
        {
            await WriteGoneAsync(context);
            return;
        }

        var form = await FormBody.ReadAsync(context);
        var filled = form is null ? new WelcomeForm(link) : WelcomeForm.Read(link, form);
        if (form is null || !FormToken.IsValid(context, form))
            await WelcomeForm.WriteAsync(context, StatusCodes.Status400BadRequest, filled with { Problem = "The form did not arrive whole. Please try again." });
        else if (filled.EmailProblem is not null || filled.PasswordProblem is not null)
            await WelcomeForm.WriteAsync(context, StatusCodes.Status400BadRequest, filled);
        else
            await UseAsync(context, token, links, filled);
    }

    private static async Task UseAsync(HttpContext context, string token, SignInLinks links, WelcomeForm filled)
    {
        var welcome = new Welcome(filled.Email, filled.Name, filled.Password);
        var result = await links.UseAsync(token, welcome, Browser.Of(context), context.RequestAborted);
        if (result.Token is { } session)
        {
            SessionCookie.Write(context, session);
            Redirect.SeeOther(context, "/");
        }
        else if (result.Pending is { } pending)
        {
            CodePage.Continue(context, pending, null);
        }
        else if (result.Wait is { } wait)
        {
            var seconds = TooManyRequests.SetRetryAfter(context, wait);
            var busy = filled with { Problem = $"The server is busy. Please try again in {seconds} s." };
            await WelcomeForm.WriteAsync(context, StatusCodes.Status429TooManyRequests, busy);
        }
        else
        {
            await WriteGoneAsync(context);
        }
    }

    private static Task WriteGoneAsync(HttpContext context) =>
        Page.WriteAsync(context, StatusCodes.Status404NotFound, "Link not valid", $"""
                <h1>This link no longer works</h1>
                <p>It was used, is older than 24 hours, or is incomplete. <a href="{SignInPage.Path}">Sign in</a>, or print a new one on the server with
                <code>bin/paddock user link</code>, with the same <code>--data</code>.</p>
            """);
}
