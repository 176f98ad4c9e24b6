using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Otlp;

/// <summary>Reads a body of one of OTLP's paths.</summary>
internal delegate OtlpResult OtlpRead(ReadOnlySpan<byte> body, OtlpEncoding encoding, RecordRows rows);

/// <summary>One of OTLP's three paths.</summary>
/// <param name="Name">As the ledger names what it brings.</param>
/// <param name="RejectedName">What partial success calls the rejected records in JSON.</param>
internal sealed record OtlpSignal(string Name, string Path, string RejectedName, OtlpRead Read)
{
    public static readonly OtlpSignal[] All =
    [
        new(LedgerSignals.Logs, "logs", "rejectedLogRecords", static (body, encoding, rows) => OtlpReader.ReadLogs(body, encoding, rows.Context, rows.Logs)),
        new(LedgerSignals.Spans, "traces", "rejectedSpans", static (body, encoding, rows) => OtlpReader.ReadSpans(body, encoding, rows.Context, rows.Spans)),
        new(LedgerSignals.Samples, "metrics", "rejectedDataPoints", static (body, encoding, rows) => OtlpReader.ReadMetrics(body, encoding, rows.Context, rows.Samples)),
    ];

    public Door Door { get; } = new($"otlp/{Path}", OtlpLimits.BodyBytes, OtlpAnswer.WriteAsync) { Objection = OtlpAnswer.ObjectionTo };
}
