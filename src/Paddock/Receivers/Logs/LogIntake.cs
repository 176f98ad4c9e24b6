using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Otlp;

namespace Paddock.Receivers.Logs;

/// <summary>A parser of log lines: of the body, or of what else it was made with.</summary>
internal delegate OtlpResult LogParser(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor);

/// <summary>From a parser of log lines to the journal: what all doors of log lines have in common.</summary>
internal sealed class LogIntake(Journal journal, AttributeCatalog attributes, TimeProvider time)
{
    private const string Signal = "logs";

    /// <summary>Done when all is in the journal, with the counts of what became no row; or when nothing is, for the reason that is returned.</summary>
    public async Task<(DoorRefusal? Refusal, OtlpResult Result)> StoreAsync(IngestProject project, string receiver, DecompressedBody? body, LogParser parser, CancellationToken cancel)
    {
        var arrival = new OtlpArrival(project, time.GetUtcNow().ToUnixNanoseconds(), receiver);
        using var entries = new OtlpEntries(new LedgerKey(project.Id, receiver, Signal), arrival.ReceivedAt, body);
        var result = Read(body is null ? default : body.Bytes.Span, parser, arrival, entries);
        if (result.Status != OtlpStatus.Ok) return (entries.IsBusy ? DoorRefusal.Overloaded : result.Status == OtlpStatus.Stopped ? DoorRefusal.TooLarge : DoorRefusal.Malformed, result);
        entries.CountRefused(result);
        return (await entries.AppendAsync(journal, cancel) switch
        {
            AppendResult.Durable => null,
            AppendResult.Full => DoorRefusal.Overloaded,
            _ => DoorRefusal.Unavailable,
        }, result);
    }

    private OtlpResult Read(ReadOnlySpan<byte> body, LogParser parser, OtlpArrival arrival, OtlpEntries entries)
    {
        using var bag = attributes.TakeBag();
        return parser(body, arrival.Context, new LogRows(entries, arrival, bag));
    }
}
