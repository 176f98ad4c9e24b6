using System.Net;
using Microsoft.Net.Http.Headers;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Script;
using Paddock.Receivers.Intake;
using Paddock.Signals.Errors;
using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Receivers.Script;

/// <summary>Takes a request apart; null: it cannot be read at all.</summary>
internal delegate ScriptBeacon? BeaconReader(ReadOnlySpan<byte> body);

/// <summary>A door of page trackers: visitors without cookies. Accepted when all that a beacon brought is in the journal; what it refuses is counted in the ledger with its reason.</summary>
internal sealed class BeaconReceiver(HttpDoor http, Journal journal, UserAgents agents, Countries countries, VisitorSalts salts, AttributeCatalog attributes, IssueDirectory issues, EventMaps maps, InboundFilters filters, RateLimits limits, TimeProvider time)
{
    private const int LongestLanguage = 35;

    /// <param name="accepted">Writes the tracker's answer.</param>
    public async Task ReceiveAsync(HttpContext context, Door door, BeaconReader read, Func<HttpContext, Task> accepted)
    {
        using var delivery = await http.OpenAsync(context, door, signal: null, (_, body) => read(body.Span), static beacon => beacon.Key);
        if (delivery is null) return;
        var arrival = Arrival(context, delivery.Project, delivery.Content, door.Name);
        arrival = arrival with { Maps = await ScriptFailures.MapsAsync(maps, delivery.Content, arrival, context.RequestAborted) };
        using var entry = new EntryWriter(arrival.ReceivedAt.ToUnixNanoseconds());
        string? dropped;
        using (var bag = attributes.TakeBag()) dropped = ScriptRows.Write(entry, delivery.Content, arrival, bag);
        if (DoorRefusal.Of(await journal.AppendAsync(entry, delivery.Body, context.RequestAborted)) is { } refusal)
        {
            await http.RefuseAsync(context, delivery.Project, door, refusal);
            return;
        }
        if (dropped is not null) context.Response.Headers[AnyOrigin.DroppedHeader] = dropped;
        await accepted(context);
    }

    private ScriptArrival Arrival(HttpContext context, IngestProject project, ScriptBeacon beacon, string receiver)
    {
        var agent = beacon.UserAgent.Length > 0 ? beacon.UserAgent : context.Request.Headers.UserAgent.ToString();
        var address = IPAddress.TryParse(beacon.Address, out var told) ? told : context.Connection.RemoteIpAddress;
        var language = LanguageOf(beacon.Language.Length > 0 ? beacon.Language : context.Request.Headers[HeaderNames.AcceptLanguage].ToString());
        return new ScriptArrival(project, time.GetUtcNow(), agents.Read(agent), salts.Of(project.Id, SiteHost.Of(beacon.Page.Host), agent, address), countries.Of(address), language, receiver, issues)
        {
            Sender = new Sender(address, agent),
            Filters = filters,
            Limits = limits,
        };
    }

    private static string LanguageOf(string accepted)
    {
        var end = accepted.AsSpan().IndexOfAny(',', ';');
        var first = (end < 0 ? accepted : accepted[..end]).Trim();
        return first.Length <= LongestLanguage && first.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? first : "";
    }
}
