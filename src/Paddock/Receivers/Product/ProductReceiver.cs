using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Segment;
using Paddock.Receivers.Intake;
using Paddock.Receivers.Segment;
using Paddock.Signals.Product;

namespace Paddock.Receivers.Product;

/// <summary>Takes a request apart; null: it cannot be read at all.</summary>
internal delegate SegmentRequest? ProductParser(ReadOnlySpan<byte> body);

/// <summary>
/// A door of product events over HTTP: events, what is said of people, and who is whom. Accepted when all that it brought is in the journal, with the counts of what became no row.
/// </summary>
internal sealed class ProductReceiver(HttpDoor http, Journal journal, UserAgents agents, Countries countries, PersonDirectory people, AttributeCatalog attributes, RateLimits limits, TimeProvider time)
{
    private static readonly DoorRefusal TooMany = new(413, "too_many_messages", $"a request may have {SegmentLimits.MessagesPerBatch} messages");

    private readonly SegmentRows _rows = new(people, agents, countries);

    /// <param name="accepted">Writes the protocol's answer.</param>
    public async Task ReceiveAsync(HttpContext context, Door door, ProductParser parser, Func<HttpContext, SegmentRequest, Task> accepted)
    {
        using var delivery = await http.OpenAsync(context, door, LedgerSignals.Events, (_, body) => Read(context, door, body, parser), static request => request.WriteKey);
        if (delivery is null) return;
        var (request, project) = (delivery.Content, delivery.Project);
        if (request.Messages.Count + request.Refused.Count > SegmentLimits.MessagesPerBatch)
        {
            await http.RefuseAsync(context, project, door, TooMany);
            return;
        }
        var arrival = new SegmentArrival(project, time.GetUtcNow(), context.Request.Headers.UserAgent.ToString(), countries.Of(context.Connection.RemoteIpAddress), door.Name);
        using var entry = new EntryWriter(arrival.ReceivedAt.ToUnixNanoseconds());
        using (var bag = attributes.TakeBag()) _rows.Write(entry, request, arrival, bag);
        var refusal = DoorRefusal.Of(await journal.AppendAsync(entry, delivery.Body, context.RequestAborted));
        if (refusal is null) limits.Take(project, LedgerSignals.Events, request.Messages.Count);
        await (refusal is null ? accepted(context, request) : http.RefuseAsync(context, project, door, refusal));
    }

    // Browsers say nothing of the packing: the first bytes do.
    private static SegmentRequest? Read(HttpContext context, Door door, ReadOnlyMemory<byte> body, ProductParser parser) =>
        Datagrams.Unpack(body, door.BodyBytes) is { } whole ? parser(Form.Data(context, whole).Span) : null;
}
