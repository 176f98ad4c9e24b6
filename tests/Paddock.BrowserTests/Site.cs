using System.Net;
using System.Text;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>Somebody's web site: a few pages of HTML, on a host of its own.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, (string Html, string? Policy)> _pages = [];
    private readonly Task _serving;

    public Site()
    {
        Url = new Uri($"http://localhost:{PaddockProcess.FreePort()}/");
        // Any host name, since HttpListener would ask the system for the address of this one, and not every machine knows it.
        _listener.Prefixes.Add($"http://*:{Url.Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <param name="path">With its slash: "/".</param>
    /// <param name="policy">Content-Security-Policy.</param>
    public Site With(string path, string html, string? policy = null)
    {
        _pages[path] = (html, policy);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var found = _pages.TryGetValue(context.Request.Url!.AbsolutePath, out var page);
                context.Response.StatusCode = found ? 200 : 404;
                context.Response.ContentType = "text/html; charset=utf-8";
                if (page.Policy is not null) context.Response.AddHeader("Content-Security-Policy", page.Policy);
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(page.Html ?? ""));
                context.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped, or the browser went away
            }
        }
    }
}
