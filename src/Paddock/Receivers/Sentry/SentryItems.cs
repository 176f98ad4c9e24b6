using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Errors;

namespace Paddock.Receivers.Sentry;

/// <summary>By which key, when and through which path a request came.</summary>
internal readonly record struct SentryArrival(IngestProject Project, DateTimeOffset ReceivedAt, string? Client, string Receiver);

/// <param name="EventId">What the client is told; null when it sent no event.</param>
/// <param name="OnlyProblem">Why nothing of the request could be used; null when something could, or when there was nothing in it.</param>
internal readonly record struct SentryResult(Guid? EventId, SentryAnswer? OnlyProblem);

/// <summary>Puts what a request brought into a journal entry: events as rows, everything as counts in the ledger.</summary>
internal static class SentryItems
{
    private const string ErrorSignal = "errors";

    public static SentryResult ReadEnvelope(ref EnvelopeReader reader, EntryWriter entry, in SentryArrival arrival)
    {
        Guid? eventId = null;
        SentryAnswer? problem = null;
        var used = false;
        while (reader.TryRead(out var item))
        {
            var itemProblem = item switch
            {
                { Problem: not EnvelopeProblem.None } => Refuse(entry, arrival, SignalOf(item), SentryAnswer.MalformedItem),
                { Kind: ItemKind.Event } when eventId is not null => Refuse(entry, arrival, ErrorSignal, SentryAnswer.SecondEvent),
                { Kind: ItemKind.Event } => ReadEvent(item.Payload.Span, reader.Header, entry, arrival, out eventId),
                { Kind: ItemKind.ClientReport } => ReadClientReport(item.Payload.Span, entry, arrival),
                { Kind: ItemKind.Known } => Filter(item, entry, arrival, "no_room_yet"),
                _ => Filter(item, entry, arrival, "unknown_item_type"),
            };
            problem ??= itemProblem;
            used |= itemProblem is null;
        }
        return new SentryResult(eventId ?? reader.Header.EventId, used ? null : problem);
    }

    public static SentryResult ReadStore(ReadOnlySpan<byte> json, EntryWriter entry, in SentryArrival arrival)
    {
        var problem = ReadEvent(json, new EnvelopeHeader(), entry, arrival, out var eventId);
        return new SentryResult(eventId, problem);
    }

    private static SentryAnswer? ReadEvent(ReadOnlySpan<byte> json, EnvelopeHeader header, EntryWriter entry, in SentryArrival arrival, out Guid? eventId)
    {
        eventId = null;
        var context = new EventContext
        {
            EventId = header.EventId,
            FallbackEventId = Guid.CreateVersion7(arrival.ReceivedAt),
            ReceivedAt = arrival.ReceivedAt,
            SentAt = header.SentAt,
            Client = arrival.Client,
        };
        var status = EventParser.Parse(json, context, out var error);
        using (error)
        {
            if (status != EventParseStatus.Ok || error is null)
                return Refuse(entry, arrival, ErrorSignal, status == EventParseStatus.TooLarge ? SentryAnswer.EventTooLarge : SentryAnswer.MalformedEvent);
            eventId = error.EventId;
            if (OutOfRange(error, arrival) is { } outOfRange)
                return Refuse(entry, arrival, ErrorSignal, outOfRange);
            var key = Key(arrival, ErrorSignal);
            Ledger.Count(entry, key, Outcome.Received, "", 1);
            ErrorsRow.Write(entry, key, error, new ErrorArrival(arrival.Project.Id, arrival.Project.RetentionDays, arrival.ReceivedAt.ToUnixNanoseconds(), arrival.Receiver));
            return null;
        }
    }

    /// <summary>A time outside of what is kept would scatter one insert over many partitions: it is an outcome, not a row.</summary>
    private static SentryAnswer? OutOfRange(ErrorEvent error, in SentryArrival arrival)
    {
        var time = error.TimeUnixNanoseconds;
        if (time < (arrival.ReceivedAt - TimeSpan.FromDays(arrival.Project.RetentionDays)).ToUnixNanoseconds()) return SentryAnswer.TooOld;
        return time > (arrival.ReceivedAt + TimeSpan.FromHours(1)).ToUnixNanoseconds() ? SentryAnswer.InFuture : null;
    }

    private static SentryAnswer? ReadClientReport(ReadOnlySpan<byte> payload, EntryWriter entry, in SentryArrival arrival)
    {
        if (!ClientReport.TryParse(payload, out var reports)) return Refuse(entry, arrival, "client_report", SentryAnswer.MalformedItem);
        foreach (var report in reports)
            Ledger.Count(entry, Key(arrival, ClientReports.Signal(report.Category)), Outcome.ClientDropped, ClientReports.Reason(report.Reason), report.Quantity);
        return null;
    }

    private static SentryAnswer? Filter(in EnvelopeItem item, EntryWriter entry, in SentryArrival arrival, string reason)
    {
        var quantity = (ulong)Math.Max(1, item.ItemCount ?? 1);
        var key = Key(arrival, SignalOf(item));
        Ledger.Count(entry, key, Outcome.Received, "", quantity);
        Ledger.Count(entry, key, Outcome.Filtered, reason, quantity);
        return null;
    }

    private static SentryAnswer Refuse(EntryWriter entry, in SentryArrival arrival, string signal, SentryAnswer answer)
    {
        var key = Key(arrival, signal);
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        Ledger.Count(entry, key, Outcome.Invalid, answer.Reason, 1);
        return answer;
    }

    private static LedgerKey Key(in SentryArrival arrival, string signal) => new(arrival.Project.Id, arrival.Receiver, signal);

    // The ledger speaks of our signals; what Sentry calls by other words keeps Sentry's word. Types that nobody knows share one line: their number is not ours to bound.
    private static string SignalOf(in EnvelopeItem item) => item.Kind switch
    {
        ItemKind.Event => ErrorSignal,
        ItemKind.Unknown => "unknown",
        _ => item.Type,
    };
}
