using Microsoft.AspNetCore.Mvc;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.Accounts.SecondFactor;
using Paddock.Hosting;

namespace Paddock.Pages;

/// <summary>The second half of a sign-in: asks for a code of the authenticator app, or a recovery code.</summary>
internal static class CodePage
{
    private const string Path = "/sign-in/code";
    private const string Cookie = "paddock_code";

    public static void MapCode(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AllowAnyone();
        routes.MapPost(Path, SubmitAsync).AllowAnyone().WithMetadata(new RequestSizeLimitAttribute(FormBody.Limit));
    }

    /// <summary>Leads there after a right password.</summary>
    public static void Continue(HttpContext context, string pending, string? next)
    {
        context.Response.Cookies.Append(Cookie, pending, Options(context, PendingSignIns.Lifetime));
        Redirect.SeeOther(context, $"{Path}?next={Uri.EscapeDataString(LocalPath.OrHome(next))}");
    }

    private static async Task ShowAsync(HttpContext context, PendingSignIns pending, string? next)
    {
        if (pending.Find(context.Request.Cookies[Cookie]) is null)
            BeginAnew(context, next);
        else
            await WriteAsync(context, StatusCodes.Status200OK, next, Html.Empty);
    }

    private static async Task SubmitAsync(HttpContext context, CodeSignIn codes, PendingSignIns pending)
    {
        if (await FormBody.ReadAsync(context) is not { } form || !FormToken.IsValid(context, form))
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, null, Notice.Bad("The form did not arrive whole. Please try again."));
            return;
        }

        string? next = form["next"];
        if (context.Request.Cookies[Cookie] is not { } token || pending.Find(token) is null)
        {
            BeginAnew(context, next);
            return;
        }

        var result = await codes.TryAsync(token, form["code"].ToString(), Browser.Of(context), context.RequestAborted);
        if (result.Token is { } session)
        {
            context.Response.Cookies.Delete(Cookie, Options(context, null));
            SessionCookie.Write(context, session);
            Redirect.SeeOther(context, LocalPath.OrHome(next));
        }
        else if (result.Wait is { } wait)
        {
            var seconds = TooManyRequests.SetRetryAfter(context, wait);
            await WriteAsync(context, StatusCodes.Status429TooManyRequests, next, Notice.Bad($"There were too many tries. Please wait {seconds} s and try again."));
        }
        else
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, next, Notice.Bad("That code is not right, or was used before. The app shows a new one every 30 seconds."));
        }
    }

    // The ten minutes are over, or the server was started anew.
    private static void BeginAnew(HttpContext context, string? next) => Redirect.SeeOther(context, $"{SignInPage.Path}?next={Uri.EscapeDataString(LocalPath.OrHome(next))}");

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        Path = Path,
        SameSite = SameSiteMode.Strict,
        Secure = context.RequestServices.GetRequiredService<PublicAddress>().IsHttps(context.Request),
    };

    private static Task WriteAsync(HttpContext context, int status, string? next, Html notice) =>
        Page.WriteAsync(context, status, "Code", $"""
                <h1>Enter the code</h1>
                <p>Your authenticator app shows six digits. A recovery code works, too.</p>
            {notice}
                <form method="post" action="{Path}">
                  <input type="hidden" name="{FormToken.Field}" value="{FormToken.For(context)}">
                  <input type="hidden" name="next" value="{LocalPath.OrHome(next)}">
                  <div class="field">
                    <label for="code">Code</label>
                    <input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="30" required autofocus aria-describedby="code-hint">
                    <span class="hint" id="code-hint">Without the app and the recovery codes, an administrator of the server can reset it.</span>
                  </div>
                  <button>Sign in</button>
                </form>
            """);
}
