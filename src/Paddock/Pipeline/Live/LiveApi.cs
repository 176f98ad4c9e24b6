using System.Text;

namespace Paddock.Pipeline.Live;

internal static class LiveApi
{
    // Proxies close a stream that is silent for a minute; a comment keeps it open and notices readers that have gone.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    /// <param name="mayStay">Whether it would be granted now, too: asked at every heartbeat, as people sign out and lose projects.</param>
    public static void MapLive(this IEndpointRouteBuilder project, Func<HttpContext, Task<bool>> mayStay) => project.MapGet(
        "/live", (HttpContext context, int id, LiveHub hub, TimeProvider time, IHostApplicationLifetime lifetime) => StreamAsync(context, id, hub, mayStay, time, lifetime));

    /// <summary>Server-sent events until the reader leaves or may no longer see them, or the server stops.</summary>
    private static async Task StreamAsync(HttpContext context, int id, LiveHub hub, Func<HttpContext, Task<bool>> mayStay, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var subscription = hub.Subscribe(id);
        try
        {
            await WriteAsync(context, ": open\n\n", stop.Token);
            while (true)
            {
                await PassOnAsync(context, subscription, time, stop.Token);
                if (!await mayStay(context)) return;
                await WriteAsync(context, ": still here\n\n", stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The tab was closed or hidden, or the server stops: the ordinary ends of a stream.
        }
    }

    /// <summary>News for as long as a heartbeat takes, however many there are.</summary>
    private static async Task PassOnAsync(HttpContext context, LiveHub.Subscription subscription, TimeProvider time, CancellationToken stop)
    {
        using var beat = new CancellationTokenSource(Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, stop);
        try
        {
            while (true)
            {
                var message = await subscription.Messages.ReadAsync(either.Token);
                await WriteAsync(context, $"event: {message.Event}\ndata: {message.Data}\n\n", stop);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The heartbeat is due.
        }
    }

    private static async ValueTask WriteAsync(HttpContext context, string text, CancellationToken cancel)
    {
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }
}
