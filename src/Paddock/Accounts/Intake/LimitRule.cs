namespace Paddock.Accounts.Intake;

/// <summary>How many records may come in within a time.</summary>
/// <param name="IsOfKey">Counted for the key alone, else for the project.</param>
/// <param name="Signal">As the ledger names it; "": all of them together.</param>
/// <param name="Seconds">Of the window.</param>
internal sealed record LimitRule(bool IsOfKey, string Signal, long Records, int Seconds)
{
    /// <summary>What a project has that has set nothing: 1,666 errors a second for an hour, as many as two cores can process. Whoever sends more is broken, and would take the place of all others.</summary>
    public static readonly LimitRule[] Usual = [new(IsOfKey: false, "errors", 6_000_000, 3600)];

    /// <param name="signal">Null: not known yet.</param>
    public bool Counts(string? signal) => Signal.Length == 0 || Signal == signal;
}
