using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers;

/// <summary>What every door over HTTP begins with: whose request it is, and its body. What is refused is counted and answered here.</summary>
internal sealed class HttpDoor(ProjectKeys keys, Refusals refusals, RequestBodies bodies)
{
    /// <param name="encoding">Of the body, where it is another than Content-Encoding says.</param>
    /// <returns>Null: refused.</returns>
    public async Task<Delivery?> OpenAsync(HttpContext context, Door door, string? encoding = null)
    {
        // A key that is wrong is refused before a byte of the body is read.
        var (project, hasKey) = await FindAsync(context.Request, context.RequestAborted);
        if (project is null)
        {
            await RefuseAsync(context, null, door, hasKey ? DoorRefusal.UnknownKey : DoorRefusal.NoKey);
            return null;
        }
        var body = await bodies.ReadAsync(context, door.BodyBytes, encoding);
        if (DoorRefusal.Of(body.Status) is not { } unreadable) return new Delivery(project, body);
        body.Dispose();
        await RefuseAsync(context, project, door, unreadable);
        return null;
    }

    /// <summary>Whose the request is by a key that stands outside of its body.</summary>
    public async Task<(IngestProject? Project, bool HasKey)> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        var hasKey = false;
        foreach (var key in IngestKeys.Of(request))
        {
            hasKey = true;
            if (await keys.FindAsync(key, cancel) is { } project) return (project, true);
        }
        return (null, hasKey);
    }

    public Task RefuseAsync(HttpContext context, IngestProject? project, Door door, DoorRefusal refusal)
    {
        refusals.Count(project?.Id ?? Refusals.NoProject, door.Name, refusal.Reason, refusal.Status);
        return door.AnswerAsync(context, refusal);
    }
}

/// <param name="Name">As records and the ledger name it.</param>
/// <param name="BodyBytes">Of a body, decompressed.</param>
/// <param name="Answer">How the protocol tells a refusal; status and Retry-After are set already.</param>
internal sealed record Door(string Name, int BodyBytes, Func<HttpContext, DoorRefusal, Task> Answer)
{
    public Task AnswerAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = DoorRefusal.RetrySeconds;
        return Answer(context, refusal);
    }
}

/// <summary>A request that may come in.</summary>
internal sealed record Delivery(IngestProject Project, DecompressedBody Body) : IDisposable
{
    public void Dispose() => Body.Dispose();
}
