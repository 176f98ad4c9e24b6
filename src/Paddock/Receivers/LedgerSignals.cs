namespace Paddock.Receivers;

/// <summary>The ledger's words for what doors bring.</summary>
internal static class LedgerSignals
{
    public const string Logs = "logs", Spans = "spans", Samples = "samples", Events = "events", People = "people", Errors = "errors";
}
