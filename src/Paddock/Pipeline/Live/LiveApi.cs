using System.Text;

namespace Paddock.Pipeline.Live;

internal static class LiveApi
{
    // Proxies close a stream that is silent for a minute; a comment keeps it open and notices readers that have gone.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapLive(this IEndpointRouteBuilder project) => project.MapGet("/live", StreamAsync);

    /// <summary>Server-sent events until the reader leaves or the server stops.</summary>
    private static async Task StreamAsync(HttpContext context, int id, LiveHub hub, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var subscription = hub.Subscribe(id);
        try
        {
            await WriteAsync(context, ": open\n\n", stop.Token);
            while (!stop.IsCancellationRequested)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), beat, Heartbeat, Timeout.InfiniteTimeSpan);
                try
                {
                    var message = await subscription.Messages.ReadAsync(beat.Token);
                    await WriteAsync(context, $"event: {message.Event}\ndata: {message.Data}\n\n", stop.Token);
                }
                catch (OperationCanceledException) when (!stop.IsCancellationRequested)
                {
                    await WriteAsync(context, ": still here\n\n", stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The tab was closed or hidden, or the server stops: the ordinary ends of a stream.
        }
    }

    private static async ValueTask WriteAsync(HttpContext context, string text, CancellationToken cancel)
    {
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }
}
