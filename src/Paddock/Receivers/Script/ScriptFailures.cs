using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Paddock.Pipeline;
using Paddock.Protocols.Script;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.SourceMaps;
using Paddock.Signals.Errors;
using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Receivers.Script;

/// <summary>Uncaught errors of pages, parsed and written as Sentry's events are.</summary>
internal static class ScriptFailures
{
    // All of a beacon are of one page, and so mostly of the same files.
    private const int MostMapped = 5;

    /// <summary>The source maps of a beacon's errors; null: it brings none, or none was looked for.</summary>
    public static async ValueTask<SourceMapSet?> MapsAsync(EventMaps maps, ScriptBeacon beacon, ScriptArrival arrival, CancellationToken cancel)
    {
        SourceMapSet? found = null;
        foreach (var happened in beacon.Events.Where(static happened => happened.Failure is not null).Take(MostMapped))
            found = await maps.OfAsync(arrival.Project.Id, Event(beacon, happened, arrival, Guid.Empty), cancel, found);
        return found;
    }

    public static void Write(EntryWriter entry, ScriptBeacon beacon, ScriptEvent happened, in ScriptArrival arrival)
    {
        var id = happened.Id.Length > 0 ? IdOf(happened.Id) : Guid.CreateVersion7(arrival.ReceivedAt);
        var json = Event(beacon, happened, arrival, id);
        var key = ScriptRows.Key(arrival, LedgerSignals.Errors);
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        var status = EventParser.Parse(json.Span, new EventContext { FallbackEventId = id, ReceivedAt = arrival.ReceivedAt, Maps = arrival.Maps, Rules = arrival.Project.Grouping }, out var error);
        using (error)
        {
            if (status != EventParseStatus.Ok || error is null) Ledger.Count(entry, key, Outcome.Invalid, "malformed_event", 1);
            else if (arrival.Issues.IsDiscarded(arrival.Project.Id, error.Hashes)) Ledger.Count(entry, key, Outcome.Filtered, IssueDirectory.DiscardedReason, 1);
            else if (arrival.Filters.ReasonAgainst(error, arrival.Project.Filters, arrival.Sender) is { } noise) Ledger.Count(entry, key, Outcome.Filtered, noise, 1);
            else if (arrival.Limits.Take(arrival.Project, LedgerSignals.Errors) is { } reached) Ledger.Count(entry, key, Outcome.Limited, reached.Reason, 1);
            else ErrorsRow.Write(entry, key, error, new ErrorArrival(arrival.Project.Id, arrival.Project.RetentionDays, arrival.ReceivedAt.ToUnixNanoseconds(), arrival.Receiver, arrival.VisitorId));
        }
    }

    private static ReadOnlyMemory<byte> Event(ScriptBeacon beacon, ScriptEvent happened, in ScriptArrival arrival, Guid id)
    {
        var agent = arrival.Agent;
        var json = new ArrayBufferWriter<byte>(1024);
        ScriptErrors.Write(json, beacon, happened, new ScriptErrorContext(id, arrival.ReceivedAt.AddMilliseconds(-happened.Age), agent.Browser, agent.BrowserVersion, agent.Os, agent.OsVersion));
        return json.WrittenMemory;
    }

    // The same event sent twice is one error.
    private static Guid IdOf(string id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, DedupKey.Of(Encoding.UTF8.GetBytes(id)));
        return new Guid(bytes, bigEndian: true);
    }
}
