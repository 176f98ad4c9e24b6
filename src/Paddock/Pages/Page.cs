using Paddock.Hosting;

namespace Paddock.Pages;

/// <summary>The frame of every document that the server renders. They work without scripts.</summary>
internal static class Page
{
    // The one script only applies the light or dark that was chosen in the application.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static Task WriteAsync(HttpContext context, int status, string title, Html body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        // Not no-referrer: browsers then send "Origin: null" with our own forms.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return response.WriteAsync(Frame(title, body).ToString(), context.RequestAborted);
    }

    private static Html Frame(string title, Html body) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta name="robots" content="noindex">
          <title>{title} · Paddock</title>
          <link rel="icon" href="/pages/mark.svg">
          <script src="/pages/theme.js"></script>
          <link rel="stylesheet" href="/pages/tokens.css">
          <link rel="stylesheet" href="/pages/pages.css">
        </head>
        <body>
          <main>
            <p class="mark">
              <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
                <path d="M4 4v16M20 4v16M4 8h16M4 16h16M4 16 20 8"/>
              </svg>
              Paddock
            </p>
        {body}
          </main>
          <footer>Paddock {Product.Version}</footer>
        </body>
        </html>

        """;
}
