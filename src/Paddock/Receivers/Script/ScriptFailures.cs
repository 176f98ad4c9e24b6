using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Paddock.Pipeline;
using Paddock.Protocols.Script;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Errors;

namespace Paddock.Receivers.Script;

/// <summary>Uncaught errors of pages, parsed and written as Sentry's events are.</summary>
internal static class ScriptFailures
{
    public static void Write(EntryWriter entry, ScriptBeacon beacon, ScriptEvent happened, in ScriptArrival arrival)
    {
        var agent = arrival.Agent;
        var id = happened.Id.Length > 0 ? IdOf(happened.Id) : Guid.CreateVersion7(arrival.ReceivedAt);
        var json = new ArrayBufferWriter<byte>(1024);
        ScriptErrors.Write(json, beacon, happened, new ScriptErrorContext(id, arrival.ReceivedAt.AddMilliseconds(-happened.Age), agent.Browser, agent.BrowserVersion, agent.Os, agent.OsVersion));
        var key = ScriptRows.Key(arrival, LedgerSignals.Errors);
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        var status = EventParser.Parse(json.WrittenSpan, new EventContext { FallbackEventId = id, ReceivedAt = arrival.ReceivedAt }, out var error);
        using (error)
        {
            if (status != EventParseStatus.Ok || error is null) Ledger.Count(entry, key, Outcome.Invalid, "malformed_event", 1);
            else if (arrival.Issues.IsDiscarded(arrival.Project.Id, error.Hashes)) Ledger.Count(entry, key, Outcome.Filtered, IssueDirectory.DiscardedReason, 1);
            else ErrorsRow.Write(entry, key, error, new ErrorArrival(arrival.Project.Id, arrival.Project.RetentionDays, arrival.ReceivedAt.ToUnixNanoseconds(), arrival.Receiver, arrival.VisitorId));
        }
    }

    // The same event sent twice is one error.
    private static Guid IdOf(string id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, DedupKey.Of(Encoding.UTF8.GetBytes(id)));
        return new Guid(bytes, bigEndian: true);
    }
}
