using System.Text;
using System.Text.Json;
using Paddock.Accounts;
using Paddock.Hosting;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Segment;
using Paddock.Signals.Product;

namespace Paddock.Receivers.Segment;

/// <summary>Segment's door: a request is answered 200 when all that it brought is in the journal; what it refuses is counted in the ledger with its reason.</summary>
internal sealed class SegmentReceiver(
    ProjectKeys keys, Journal journal, Refusals refusals, RequestBodies bodies, UserAgents agents, Countries countries, PersonDirectory people, AttributeCatalog attributes, PublicAddress address, TimeProvider time)
{
    private const int LongestKey = 64;

    private readonly SegmentRows _rows = new(people, agents, countries);

    public async Task ReceiveAsync(HttpContext context, SegmentKind kind)
    {
        var cancel = context.RequestAborted;
        var key = KeyOf(context.Request.Headers.Authorization.ToString());
        var owner = key.Length > 0 ? await keys.FindAsync(key, cancel) : null;
        if (key.Length > 0 && owner is null)
        {
            await SegmentAnswer.UnknownKey.WriteAsync(context);
            return;
        }
        using var body = await bodies.ReadAsync(context, SegmentLimits.BodyBytes);
        var unreadable = SegmentAnswer.Of(body.Status);
        SegmentRequest? request = null;
        if (unreadable is null && !SegmentParser.TryParse(body.Bytes.Span, kind, out request)) unreadable = SegmentAnswer.Malformed;
        if (request?.Messages.Count + request?.Refused.Count > SegmentLimits.MessagesPerBatch) unreadable = SegmentAnswer.TooMany;
        if (unreadable is not null || request is null)
        {
            await RefuseAsync(context, owner, unreadable ?? SegmentAnswer.Malformed);
            return;
        }
        owner ??= await keys.FindAsync(request.WriteKey, cancel);
        if (owner is null)
        {
            await (request.WriteKey.Length > 0 ? SegmentAnswer.UnknownKey : SegmentAnswer.NoKey).WriteAsync(context);
            return;
        }
        var arrival = new SegmentArrival(owner, time.GetUtcNow(), context.Request.Headers.UserAgent.ToString(), countries.Of(context.Connection.RemoteIpAddress));
        await StoreAsync(context, body, request, arrival, kind, cancel);
    }

    /// <summary>What the browser's client asks first. It tells it to send to the address that was set for this server, else to where it asked, under the same root.</summary>
    public async Task SettingsAsync(HttpContext context, string key, string root)
    {
        if (await keys.FindAsync(key, context.RequestAborted) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var here = address.SeenBy(context.Request);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$$$"""
            {"integrations":{"Segment.io":{"apiKey":"{{{{JsonEncodedText.Encode(key)}}}}","apiHost":"{{{{JsonEncodedText.Encode($"{here.Authority}{here.AbsolutePath.TrimEnd('/')}{root}")}}}}","protocol":"{{{{here.Scheme}}}}","unbundledIntegrations":[],"addBundledMetadata":false,"versionSettings":{"version":"4.4.7","componentTypes":["browser"]}}},
            "plan":{"track":{"__default":{"enabled":true,"integrations":{}}},"identify":{"__default":{"enabled":true}},"group":{"__default":{"enabled":true}}},
            "edgeFunction":{},"middlewareSettings":{},"enabledMiddleware":{},"metrics":{"sampleRate":0},"legacyVideoPluginsEnabled":false,"remotePlugins":[],"analyticsNextEnabled":true}
            """);
    }

    private async Task StoreAsync(HttpContext context, DecompressedBody body, SegmentRequest request, SegmentArrival arrival, SegmentKind kind, CancellationToken cancel)
    {
        using var entry = new EntryWriter(arrival.ReceivedAt.ToUnixNanoseconds());
        using (var bag = attributes.TakeBag()) _rows.Write(entry, request, arrival, bag);
        var isTooLarge = kind != SegmentKind.Unknown && request.Refused is [var reason] && reason == SegmentAnswer.MessageTooLarge.Reason;
        await (await journal.AppendAsync(entry, body, cancel) switch
        {
            AppendResult.Durable when isTooLarge => SegmentAnswer.MessageTooLarge.WriteAsync(context),
            AppendResult.Durable => SegmentAnswer.WriteAcceptedAsync(context),
            AppendResult.Full => RefuseAsync(context, arrival.Project, SegmentAnswer.Overloaded),
            _ => RefuseAsync(context, arrival.Project, SegmentAnswer.Unavailable),
        });
    }

    private Task RefuseAsync(HttpContext context, IngestProject? owner, SegmentAnswer answer)
    {
        if (owner is not null) refusals.Count(owner.Id, "segment", answer.Reason, answer.Status);
        return answer.WriteAsync(context);
    }

    /// <summary>The user of Basic, or a Bearer token.</summary>
    private static string KeyOf(string authorization)
    {
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return authorization["Bearer ".Length..].Trim();
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || authorization.Length > 4 * LongestKey) return "";
        Span<byte> decoded = stackalloc byte[4 * LongestKey];
        if (!Convert.TryFromBase64String(authorization["Basic ".Length..].Trim(), decoded, out var length)) return "";
        var text = Encoding.UTF8.GetString(decoded[..length]);
        return text.IndexOf(':') is var end and >= 0 ? text[..end] : text;
    }
}
