namespace Paddock.Receivers.Otlp;

/// <summary>One of OTLP's three paths.</summary>
/// <param name="Name">Of the ledger's signal.</param>
/// <param name="RejectedName">What partial success calls the rejected records in JSON.</param>
internal sealed record OtlpSignal(string Name, string Path, string RejectedName)
{
    public static readonly OtlpSignal Logs = new("logs", "logs", "rejectedLogRecords");
    public static readonly OtlpSignal Spans = new("spans", "traces", "rejectedSpans");
    public static readonly OtlpSignal Samples = new("samples", "metrics", "rejectedDataPoints");

    public static readonly OtlpSignal[] All = [Logs, Spans, Samples];

    /// <summary>The door, as records and the ledger name it.</summary>
    public string Receiver { get; } = $"otlp/{Path}";
}
