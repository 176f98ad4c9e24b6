namespace Paddock.Pages;

internal static class Redirect
{
    /// <summary>After a form: the browser goes on with GET, and loading again sends nothing twice.</summary>
    /// <param name="path">A path of this server.</param>
    public static void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        context.Response.Headers.CacheControl = "no-store";
    }
}
