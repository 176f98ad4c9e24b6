using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Segment;
using Paddock.Receivers.Segment;
using Paddock.Signals.Product;

namespace Paddock.Receivers.Product;

/// <summary>From the messages of any product's clients to the journal: events, what is said of people, and who is whom.</summary>
internal sealed class ProductIntake(Journal journal, UserAgents agents, Countries countries, PersonDirectory people, AttributeCatalog attributes, TimeProvider time)
{
    private readonly SegmentRows _rows = new(people, agents, countries);

    /// <summary>Done when all is in the journal, with the counts of what became no row; or when nothing is, for the reason that is returned.</summary>
    public async Task<DoorRefusal?> StoreAsync(HttpContext context, IngestProject project, string receiver, DecompressedBody body, SegmentRequest request)
    {
        var arrival = new SegmentArrival(project, time.GetUtcNow(), context.Request.Headers.UserAgent.ToString(), countries.Of(context.Connection.RemoteIpAddress), receiver);
        using var entry = new EntryWriter(arrival.ReceivedAt.ToUnixNanoseconds());
        using (var bag = attributes.TakeBag()) _rows.Write(entry, request, arrival, bag);
        return await journal.AppendAsync(entry, body, context.RequestAborted) switch
        {
            AppendResult.Durable => null,
            AppendResult.Full => DoorRefusal.Overloaded,
            _ => DoorRefusal.Unavailable,
        };
    }
}
