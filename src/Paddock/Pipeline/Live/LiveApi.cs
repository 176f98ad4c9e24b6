using System.Text;
using Microsoft.AspNetCore.Mvc;
using Paddock.Pipeline.Reading;

namespace Paddock.Pipeline.Live;

internal static class LiveApi
{
    // Proxies close a stream that is silent for a minute; a comment keeps it open and notices readers that have gone.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // A batch is stored some times a second; a screen that looks again at each would be its store's heaviest user.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    /// <param name="mayStay">Whether it would be granted now, too: asked at every heartbeat and after every change of who may do what.</param>
    /// <param name="accessChanges">Cancelled by the next such change.</param>
    public static void MapLive(this IEndpointRouteBuilder project, Func<HttpContext, Task<bool>> mayStay, Func<CancellationToken> accessChanges) => project.MapGet(
        "/live", async (HttpContext context, int id, string? kinds, LiveHub hub, [FromServices] IReadOnlyList<TableBinding> tables, TimeProvider time, IHostApplicationLifetime lifetime) =>
        {
            var wanted = kinds?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet() ?? [];
            if (wanted.FirstOrDefault(kind => kind != LiveHub.Issues && tables.All(table => table.Table.Name != kind)) is { } unknown)
                return Results.Problem($"There is no kind \"{unknown}\"; there are {string.Join(", ", tables.Select(static table => table.Table.Name))}.", statusCode: StatusCodes.Status400BadRequest);
            using var reader = hub.Subscribe(id, wanted.Count == 0 ? null : wanted);
            await StreamAsync(context, reader, mayStay, accessChanges, time, lifetime);
            return Results.Empty;
        }).WithName("followNews").WithTags("Live").WithSummary("News as server-sent events, as long as the reader stays; the data of each event \"news\" is a LiveNews.")
        .Produces<LiveNews>(contentType: "text/event-stream").AnswersWithoutPersonalData();

    /// <summary>Server-sent events until the reader leaves or may no longer see them, or the server stops.</summary>
    private static async Task StreamAsync(HttpContext context, LiveReader reader, Func<HttpContext, Task<bool>> mayStay, Func<CancellationToken> accessChanges, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await WriteAsync(context, ": open\n\n", stop.Token);
            while (true)
            {
                // Taken before it is asked, so that no change falls between.
                var changed = accessChanges();
                if (!await mayStay(context)) return;
                await WriteAsync(context, ": still here\n\n", stop.Token);
                await PassOnAsync(context, reader, time, changed, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The tab was closed or hidden, or the server stops: the ordinary ends of a stream.
        }
    }

    /// <summary>News for as long as a heartbeat takes, at most two messages a second, each with all that is new since the last.</summary>
    private static async Task PassOnAsync(HttpContext context, LiveReader reader, TimeProvider time, CancellationToken changed, CancellationToken stop)
    {
        using var beat = new CancellationTokenSource(Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, changed, stop);
        try
        {
            while (true)
            {
                await WriteAsync(context, $"event: news\ndata: {await reader.TakeAsync(either.Token)}\n\n", stop);
                await Task.Delay(Rest, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The heartbeat is due, or somebody may do less than before.
        }
    }

    private static async ValueTask WriteAsync(HttpContext context, string text, CancellationToken cancel)
    {
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }
}
