using System.Globalization;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Compression;
using Paddock.Receivers.Intake;

namespace Paddock.Receivers;

/// <summary>What every door over HTTP begins with: whose request it is, and its body. What is refused is counted and answered here.</summary>
internal sealed class HttpDoor(ProjectKeys keys, Refusals refusals, RequestBodies bodies, RateLimits limits)
{
    /// <param name="signal">What the door brings, as the ledger names it.</param>
    /// <param name="encoding">Of the body, where it is another than Content-Encoding says.</param>
    /// <returns>Null: refused.</returns>
    public async Task<Delivery?> OpenAsync(HttpContext context, Door door, string signal, string? encoding = null)
    {
        // A key that is wrong, or has sent enough, is refused before a byte of the body is read.
        var (project, hasKey) = await FindAsync(context.Request, context.RequestAborted);
        if (project is null) await RefuseAsync(context, null, door, hasKey ? DoorRefusal.UnknownKey : DoorRefusal.NoKey);
        else if (limits.Reached(project, signal) is { } reached) await RefuseAsync(context, project, door, reached.Refusal);
        else if (await ReadAsync(context, project, door, encoding) is { } body) return new Delivery(project, body);
        return null;
    }

    /// <summary>The same for clients that put the key into the body as a rule.</summary>
    /// <param name="signal">What the door brings, as the ledger names it; null: of several kinds.</param>
    /// <param name="read">Takes the body apart; null: it cannot be read at all.</param>
    /// <param name="keyOf">The key in it; "": none.</param>
    public async Task<Delivery<T>?> OpenAsync<T>(HttpContext context, Door door, string? signal, Func<HttpContext, ReadOnlyMemory<byte>, T?> read, Func<T, string> keyOf) where T : class
    {
        var (project, hasKey) = await FindAsync(context.Request, context.RequestAborted);
        if (project is not null && limits.Reached(project, signal) is { } reached)
        {
            await RefuseAsync(context, project, door, reached.Refusal);
            return null;
        }
        if (await ReadAsync(context, project, door) is not { } body) return null;
        var content = read(context, body.Bytes);
        var refusal = content is null ? DoorRefusal.Malformed : null;
        if (content is not null && project is null)
        {
            var key = keyOf(content);
            project = key.Length > 0 ? await keys.FindAsync(key, context.RequestAborted) : null;
            if (project is null && door.KnowsDomains) project = await keys.FindByDomainAsync(key, context.RequestAborted);
            refusal = project is not null ? limits.Reached(project, signal)?.Refusal : hasKey || key.Length > 0 ? DoorRefusal.UnknownKey : DoorRefusal.NoKey;
        }
        if (refusal is null) return new Delivery<T>(project!, body, content!);
        body.Dispose();
        await RefuseAsync(context, project, door, refusal);
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

    /// <summary>Counts the refusal and answers it.</summary>
    /// <param name="project">Null: nobody's.</param>
    public Task RefuseAsync(HttpContext context, IngestProject? project, Door door, DoorRefusal refusal)
    {
        refusal = door.Translate(refusal);
        refusals.Count(project?.Id ?? Refusals.NoProject, door.Name, refusal.Reason, refusal.Status);
        return door.AnswerAsync(context, refusal);
    }

    // Null: refused.
    private async Task<DecompressedBody?> ReadAsync(HttpContext context, IngestProject? project, Door door, string? encoding = null)
    {
        var refusal = door.Objection(context.Request);
        if (refusal is null)
        {
            var body = await bodies.ReadAsync(context, door.BodyBytes, encoding);
            refusal = DoorRefusal.Of(body.Status, $"a request may have {door.BodyBytes / 1024} kB unpacked; send smaller batches");
            if (refusal is null) return body;
            body.Dispose();
        }
        await RefuseAsync(context, project, door, refusal);
        return null;
    }
}

/// <param name="Name">As records and the ledger name it.</param>
/// <param name="BodyBytes">Of a body, decompressed.</param>
/// <param name="Answer">How the protocol tells a refusal; status and Retry-After are set already.</param>
internal sealed record Door(string Name, int BodyBytes, Func<HttpContext, DoorRefusal, Task> Answer)
{
    /// <summary>Why the body need not be read; null: nothing is against it.</summary>
    public Func<HttpRequest, DoorRefusal?> Objection { get; init; } = static _ => null;

    /// <summary>Its clients say a site's domain in place of a key.</summary>
    public bool KnowsDomains { get; init; }

    /// <summary>Refusals for which the protocol has another status or other words.</summary>
    public Func<DoorRefusal, DoorRefusal> Translate { get; init; } = static refusal => refusal;

    public Task AnswerAsync(HttpContext context, DoorRefusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        if (refusal.IsPassing) context.Response.Headers.RetryAfter = refusal.RetrySeconds.ToString(CultureInfo.InvariantCulture);
        return Answer(context, refusal);
    }
}

/// <summary>A request that may come in.</summary>
internal sealed record Delivery(IngestProject Project, DecompressedBody Body) : IDisposable
{
    public void Dispose() => Body.Dispose();
}

/// <summary>A request that may come in, taken apart already.</summary>
internal sealed record Delivery<T>(IngestProject Project, DecompressedBody Body, T Content) : IDisposable
{
    public void Dispose() => Body.Dispose();
}
