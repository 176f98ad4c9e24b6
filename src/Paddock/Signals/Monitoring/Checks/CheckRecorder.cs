using System.Buffers.Binary;
using System.Text;
using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>Brings what Paddock itself has seen on the way of every record: journal, ledger, table.</summary>
internal sealed class CheckRecorder(Journal journal, Refusals refusals, TimeProvider time)
{
    /// <summary>In the ledger, and in the rows.</summary>
    public const string Receiver = "checks";

    public Task RecordAsync(Watched watched, DateTimeOffset at, CheckFinding finding, CancellationToken cancel) => WriteAsync(ChecksTable.Checks, watched, at, finding.TraceId, new CheckTexts
    {
        Status = finding.Status,
        Milliseconds = finding.Milliseconds,
        Detail = finding.Detail,
    }, cancel);

    /// <summary>From a moment on nobody looked.</summary>
    public Task RecordUnknownAsync(Watched watched, DateTimeOffset from, CancellationToken cancel) =>
        from < time.GetUtcNow().AddDays(-watched.RetentionDays)
            ? Task.CompletedTask
            : WriteAsync(ChecksTable.Checks, watched, from, 0, new CheckTexts { Status = "unknown", Milliseconds = double.NaN, Detail = """{"error":"late","message":"Paddock was stopped or late."}"""u8.ToArray() }, cancel);

    public Task RecordAsync(Watched watched, Heartbeats.Silence silence, CancellationToken cancel) => WriteAsync(ChecksTable.CheckIns, watched, silence.Due, 0, new CheckTexts
    {
        Status = silence.Status,
        Run = silence.Run,
        Milliseconds = double.NaN,
        Detail = [],
    }, cancel);

    private async Task WriteAsync(Table table, Watched watched, DateTimeOffset at, UInt128 trace, CheckTexts texts, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var entry = new EntryWriter(now.ToUnixNanoseconds());
        var key = new LedgerKey(watched.Monitor.ProjectId, Receiver, table.Name);
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        var traceId = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(traceId, trace);
        ChecksRow.Write(entry, table, key, new Correlation
        {
            Project = watched.Monitor.ProjectId,
            Time = at.ToUnixNanoseconds(),
            RetentionDays = (ushort)watched.RetentionDays,
            ReceivedAt = now.ToUnixNanoseconds(),
            Receiver = Receiver,
            Environment = Encoding.UTF8.GetBytes(watched.Monitor.Environment),
            TraceId = trace == 0 ? default : traceId,
        }, new CheckRecord
        {
            CheckInId = texts.Run == default ? default : texts.Run.ToByteArray(bigEndian: true),
            Monitor = Encoding.UTF8.GetBytes(watched.Monitor.Slug),
            Status = Encoding.UTF8.GetBytes(texts.Status),
            LatencyMilliseconds = texts.Milliseconds,
            Location = "here"u8,
            Detail = texts.Detail,
        });
        var appended = await journal.AppendAsync(entry, cancel);
        if (appended == AppendResult.Full) refusals.Count(watched.Monitor.ProjectId, Receiver, "overloaded", StatusCodes.Status429TooManyRequests);
        else if (appended != AppendResult.Durable) refusals.Count(watched.Monitor.ProjectId, Receiver, "unavailable", StatusCodes.Status503ServiceUnavailable);
    }

    private readonly record struct CheckTexts(string Status, double Milliseconds, byte[] Detail, Guid Run);
}
