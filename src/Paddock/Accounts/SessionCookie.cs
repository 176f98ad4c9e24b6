using Paddock.Hosting;

namespace Paddock.Accounts;

/// <summary>The browser's half of a session.</summary>
internal static class SessionCookie
{
    private const string Name = "paddock_session";

    public static string? Read(HttpRequest request) => request.Cookies.TryGetValue(Name, out var token) && token.Length > 0 ? token : null;

    public static void Write(HttpContext context, string token) =>
        context.Response.Cookies.Append(Name, token, Options(context, Sessions.Longest));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    // Lax, not Strict: a link in a mail or chat has to open the screen it names.
    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.RequestServices.GetRequiredService<PublicAddress>().IsHttps(context.Request),
    };
}
