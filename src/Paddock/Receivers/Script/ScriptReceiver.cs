using Microsoft.Net.Http.Headers;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Script;

namespace Paddock.Receivers.Script;

/// <summary>The script tag's door: a beacon is answered 202 when all that it brought is in the journal; what it refuses is counted in the ledger with its reason.</summary>
internal sealed class ScriptReceiver(
    ProjectKeys keys, Journal journal, Refusals refusals, RequestBodies bodies, UserAgents agents, Countries countries, VisitorSalts salts, AttributeCatalog attributes, TimeProvider time)
{
    private const int LongestLanguage = 35;

    public async Task ReceiveAsync(HttpContext context)
    {
        var cancel = context.RequestAborted;
        var request = context.Request;
        var key = request.Query["key"].ToString();
        var owner = key.Length > 0 ? await keys.FindAsync(key, cancel) : null;
        if (key.Length > 0 && owner is null)
        {
            await ScriptAnswer.UnknownKey.WriteAsync(context);
            return;
        }
        using var body = await bodies.ReadAsync(context, ScriptLimits.BeaconBytes);
        if (ScriptAnswer.Of(body.Status) is { } unreadable)
        {
            await RefuseAsync(context, owner, unreadable);
            return;
        }
        if (!BeaconParser.TryParse(body.Bytes.Span, out var beacon) || beacon is null)
        {
            await RefuseAsync(context, owner, ScriptAnswer.Malformed);
            return;
        }
        owner ??= await keys.FindAsync(beacon.Key, cancel);
        if (owner is null)
        {
            await (beacon.Key.Length > 0 ? ScriptAnswer.UnknownKey : ScriptAnswer.NoKey).WriteAsync(context);
            return;
        }
        await StoreAsync(context, body, beacon, Arrival(context, owner, beacon), cancel);
    }

    private ScriptArrival Arrival(HttpContext context, IngestProject project, ScriptBeacon beacon)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        var address = context.Connection.RemoteIpAddress;
        return new ScriptArrival(project, time.GetUtcNow(), agents.Read(agent), salts.Of(project.Id, SiteHost.Of(beacon.Page.Host), agent, address), countries.Of(address), Language(context));
    }

    private async Task StoreAsync(HttpContext context, DecompressedBody body, ScriptBeacon beacon, ScriptArrival arrival, CancellationToken cancel)
    {
        using var entry = new EntryWriter(arrival.ReceivedAt.ToUnixNanoseconds());
        string? dropped;
        using (var bag = attributes.TakeBag()) dropped = ScriptRows.Write(entry, beacon, arrival, bag);
        switch (await journal.AppendAsync(entry, body, cancel))
        {
            case AppendResult.Durable:
                if (dropped is not null) context.Response.Headers[ScriptModule.DroppedHeader] = dropped;
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                context.Response.ContentLength = 0;
                break;
            case AppendResult.Full:
                await RefuseAsync(context, arrival.Project, ScriptAnswer.Overloaded);
                break;
            default:
                await RefuseAsync(context, arrival.Project, ScriptAnswer.Unavailable);
                break;
        }
    }

    private Task RefuseAsync(HttpContext context, IngestProject? owner, ScriptAnswer answer)
    {
        if (owner is not null) refusals.Count(owner.Id, ScriptArrival.Receiver, answer.Reason, answer.Status);
        return answer.WriteAsync(context);
    }

    private static string Language(HttpContext context)
    {
        var accepted = context.Request.Headers[HeaderNames.AcceptLanguage].ToString();
        var end = accepted.AsSpan().IndexOfAny(',', ';');
        var first = (end < 0 ? accepted : accepted[..end]).Trim();
        return first.Length <= LongestLanguage && first.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? first : "";
    }
}
