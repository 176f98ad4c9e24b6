using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Hosting;

namespace Paddock.Pages;

/// <summary>
/// Lets a form be sent only by a page of ours, also before anybody is signed in: a random cookie, and in the form a value that follows
/// from it. Another site can make a browser send the cookie, but cannot read it.
/// </summary>
internal static class FormToken
{
    public const string Field = "csrf";
    private const string Cookie = "paddock_form";
    private const string Purpose = "form";
    private const int TokenLength = 43;

    /// <returns>The value for the form; the cookie is set when the browser has none yet.</returns>
    public static string For(HttpContext context)
    {
        if (Read(context.Request) is { } known)
            return Secrets.Derive(known, Purpose);
        var token = Secrets.NewToken();
        context.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Strict,
            Secure = context.RequestServices.GetRequiredService<PublicAddress>().IsHttps(context.Request),
        });
        return Secrets.Derive(token, Purpose);
    }

    public static bool IsValid(HttpContext context, IFormCollection form) =>
        SameOrigin.Allows(context.Request, context.RequestServices.GetRequiredService<PublicAddress>().BaseUrl)
        && Read(context.Request) is { } token
        && Secrets.AreEqual(form[Field], Secrets.Derive(token, Purpose));

    private static string? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Cookie, out var token) && token.Length == TokenLength ? token : null;
}
