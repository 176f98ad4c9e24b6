using Microsoft.AspNetCore.Mvc;
using Paddock.Accounts;
using Paddock.Accounts.Access;

namespace Paddock.Pages;

/// <summary>Asks first: a link or an image must not sign anybody out.</summary>
internal static class SignOutPage
{
    private const string Path = "/sign-out";

    public static void MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, static (HttpContext context) => WriteAsync(context, StatusCodes.Status200OK)).AllowAnyone();
        routes.MapPost(Path, SubmitAsync).AllowAnyone().WithMetadata(new RequestSizeLimitAttribute(FormBody.Limit));
    }

    private static async Task SubmitAsync(HttpContext context, Sessions sessions)
    {
        if (await FormBody.ReadAsync(context) is not { } form || !FormToken.IsValid(context, form))
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest);
            return;
        }

        if (SessionCookie.Read(context.Request) is { } token)
            await sessions.EndAsync(token, context.RequestAborted);
        SessionCookie.Remove(context);
        Redirect.SeeOther(context, SignInPage.Path);
    }

    private static Task WriteAsync(HttpContext context, int status) =>
        Page.WriteAsync(context, status, "Sign out", $"""
                <h1>Sign out</h1>
                <p>This ends your session in this browser.</p>
                <form method="post" action="{Path}">
                  <input type="hidden" name="{FormToken.Field}" value="{FormToken.For(context)}">
                  <button autofocus>Sign out</button>
                </form>
            """);
}
