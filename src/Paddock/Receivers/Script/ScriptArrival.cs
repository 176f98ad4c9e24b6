using Paddock.Accounts;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.SourceMaps;
using Paddock.Receivers.Intake;
using Paddock.Signals.Errors;

namespace Paddock.Receivers.Script;

/// <summary>Whose beacon it is, when it came, and what its request tells of the visitor.</summary>
/// <param name="VisitorId">Of today's salt; the address it was made from is forgotten.</param>
/// <param name="Language">The first of Accept-Language, such as de-AT.</param>
/// <param name="Receiver">The door.</param>
/// <param name="Issues">Knows what is discarded.</param>
internal readonly record struct ScriptArrival(IngestProject Project, DateTimeOffset ReceivedAt, UserAgent Agent, ulong VisitorId, string Country, string Language, string Receiver, IssueDirectory Issues)
{
    /// <summary>For the files of its errors' stacks.</summary>
    public SourceMapSet? Maps { get; init; }

    /// <summary>The visitor, or who speaks for them.</summary>
    public required Sender Sender { get; init; }

    public required InboundFilters Filters { get; init; }

    public required RateLimits Limits { get; init; }
}
