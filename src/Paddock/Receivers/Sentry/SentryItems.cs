using Paddock.Pipeline;
using Paddock.Protocols.Filtering;
using Paddock.Protocols.Sentry;

namespace Paddock.Receivers.Sentry;

/// <param name="EventId">What the client is told; null when it sent no event.</param>
/// <param name="OnlyProblem">Why nothing of the request could be used; null when something could, or when there was nothing in it.</param>
internal readonly record struct SentryResult(Guid? EventId, SentryAnswer? OnlyProblem);

/// <summary>Reads an envelope's items, each by the reader of its kind; everything ends in the ledger, and a bad item leaves its neighbours alone.</summary>
internal static class SentryItems
{
    // A count that the client tells and nobody has seen; no container has more.
    private const int MostItemsTold = 100_000;

    public static SentryResult ReadEnvelope(ref EnvelopeReader reader, SentryIntake intake)
    {
        intake.Open(reader.Header);
        Guid? eventId = null;
        SentryAnswer? problem = null;
        var used = false;
        var isRefused = intake.Arrival.Project.Filters.Refuses(intake.Arrival.Sender.Address);
        // What no entry can hold is not read further: the journal refuses it whole.
        for (var items = 0; intake.Entry.Length <= Journal.MaxEntryBytes && reader.TryRead(out var item); items++)
        {
            if (items == SentryLimits.ItemsPerEnvelope)
            {
                problem ??= intake.Refuse("unparsed", SentryAnswer.TooManyItems);
                break;
            }
            var itemProblem = item switch
            {
                { Problem: not EnvelopeProblem.None } => intake.Refuse(SentrySignals.Of(item), SentryAnswer.MalformedItem),
                { Kind: not ItemKind.ClientReport } when isRefused => Filter(item, intake, FilterReasons.Address),
                { Kind: ItemKind.Event } when eventId is not null => intake.Refuse(SentrySignals.Errors, SentryAnswer.SecondEvent),
                { Kind: ItemKind.Event } => SentryEvents.Read(item.Payload.Span, intake, out eventId),
                _ => ReadOther(item, intake),
            };
            problem ??= itemProblem;
            used |= itemProblem is null;
        }
        return new SentryResult(eventId ?? reader.Header.EventId, used ? null : problem);
    }

    public static SentryResult ReadStore(ReadOnlySpan<byte> json, SentryIntake intake)
    {
        var problem = SentryEvents.Read(json, intake, out var eventId);
        return new SentryResult(eventId, problem);
    }

    private static SentryAnswer? ReadOther(in EnvelopeItem item, SentryIntake intake) => item.Kind switch
    {
        ItemKind.Transaction => SentrySpans.ReadTransaction(item.Payload.Span, intake),
        ItemKind.Span => SentrySpans.Read(item, intake),
        ItemKind.Log or ItemKind.OtelLog => SentryLogs.Read(item, intake),
        ItemKind.Metric => SentryMetrics.Read(item, intake),
        ItemKind.CheckIn => SentryCheckIns.Read(item.Payload.Span, intake),
        ItemKind.Session or ItemKind.Sessions => SentrySessions.Read(item, intake),
        ItemKind.Feedback or ItemKind.UserReport => SentryFeedback.Read(item, intake),
        ItemKind.Attachment => SentryAttachments.Read(item, intake),
        ItemKind.ClientReport => ClientReports.Read(item.Payload.Span, intake),
        ItemKind.Known => Filter(item, intake, "no_room_yet"),
        _ => Filter(item, intake, "unknown_item_type"),
    };

    private static SentryAnswer? Filter(in EnvelopeItem item, SentryIntake intake, string reason)
    {
        intake.Filter(SentrySignals.Of(item), reason, (ulong)Math.Clamp(item.ItemCount ?? 1, 1, MostItemsTold));
        return null;
    }
}
