using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Paddock.Hosting.Web;

internal static class WebEndpoints
{
    // Nothing inline, nothing from elsewhere, no markup from strings: what an event brings along can only ever be shown as text.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>For addresses that change with their content.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>The application at its own routes and, with status 404, at addresses that are nobody's; its files under /app, and the files of the server's pages under /pages.</summary>
    public static void MapWeb(this WebApplication app)
    {
        app.MapGet("/", ApplicationAsync);
        app.MapGet("/p/{**route}", ApplicationAsync);
        app.MapGet("/settings/{**route}", ApplicationAsync);
        app.MapGet("/kit", ApplicationAsync);
        app.MapGet("/app/{**path}", static (HttpContext context, string? path) => SendAsync(context, $"app/{path}"));
        app.MapGet("/pages/{**path}", static (HttpContext context, string? path) => SendAsync(context, $"pages/{path}"));
        app.Use(static (context, next) => IsLostReader(context) ? LostAsync(context) : next(context));
    }

    // A route for everything would take the answer 405 from addresses that know other methods.
    private static bool IsLostReader(HttpContext context) =>
        context.GetEndpoint() is null && HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && WebFiles.Exists("app/index.html");

    /// <summary>The application says that there is no such page, and knows the way home.</summary>
    private static Task LostAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return ApplicationAsync(context);
    }

    private static Task ApplicationAsync(HttpContext context)
    {
        if (!WebFiles.Exists("app/index.html"))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("This program was built without its screens (SkipWeb=true).\n", context.RequestAborted);
        }

        return SendAsync(context, "app/index.html");
    }

    // Vite puts a hash of the content into the names below assets/; all else is asked for again, at the price of a 304.
    private static Task SendAsync(HttpContext context, string name) =>
        SendAsync(context, name, WebFiles.EntityTag, name.StartsWith("app/assets/", StringComparison.Ordinal) ? Immutable : "no-cache");

    public static async Task SendAsync(HttpContext context, string name, string entityTag, string cacheControl)
    {
        var response = context.Response;
        if (!WebFiles.Exists(name))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = response.Headers;
        headers.CacheControl = cacheControl;
        headers.ETag = entityTag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        if (name.EndsWith(".html", StringComparison.Ordinal))
        {
            headers.ContentSecurityPolicy = ContentPolicy;
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
        if (response.StatusCode == StatusCodes.Status200OK && context.Request.Headers.IfNoneMatch == entityTag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (encoding, suffix) = Smallest(name, context.Request.Headers.AcceptEncoding);
        headers.ContentEncoding = encoding;
        response.ContentType = WebFiles.ContentType(name);
        await using var file = WebFiles.Open(name + suffix);
        response.ContentLength = file.Length;
        await file.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static (StringValues Encoding, string Suffix) Smallest(string name, StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var values))
        {
            return default;
        }

        bool Has(string encoding, string suffix) =>
            values.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0) && WebFiles.Exists(name + suffix);
        return Has("br", ".br") ? ("br", ".br") : Has("gzip", ".gz") ? ("gzip", ".gz") : default;
    }
}
