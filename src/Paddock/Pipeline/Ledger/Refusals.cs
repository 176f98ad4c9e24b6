using System.Collections.Concurrent;

namespace Paddock.Pipeline;

/// <summary>
/// Requests that were refused before their records were known: each is one received record and one that is invalid, or limited where the fault was ours. They are gathered in memory and
/// journaled once a second, so that a flood of wrong keys costs no fsync each; what a crash takes of them, it takes on both sides of the account.
/// </summary>
internal sealed class Refusals(Journal journal, TimeProvider time) : BackgroundService
{
    /// <summary>Stands for all projects that do not exist: else anybody could open accounts.</summary>
    public const int NoProject = 0;

    private const string UnparsedSignal = "unparsed";
    private const int CountsAnEntry = 200; // an entry numbers its keys in a byte
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private ConcurrentDictionary<(LedgerKey Key, Outcome Outcome, string Reason), ulong> _counts = new();

    /// <param name="project">One that exists, or <see cref="NoProject"/>.</param>
    /// <param name="receiver">The receiver's name.</param>
    /// <param name="reason">One of the receiver's own words.</param>
    /// <param name="status">Of the answer: 429 and 503 are our fault, so the record was limited; any other says that it was invalid.</param>
    /// <param name="quantity">Of such requests, or of messages that came without one.</param>
    public void Count(int project, string receiver, string reason, int status, int quantity = 1)
    {
        var outcome = status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable ? Outcome.Limited : Outcome.Invalid;
        _counts.AddOrUpdate((new LedgerKey(project, receiver, UnparsedSignal), outcome, reason), (ulong)quantity, (_, count) => count + (ulong)quantity);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(); // the server stops: the last second's
        }
    }

    private async Task FlushAsync()
    {
        if (_counts.IsEmpty) return;
        var counts = Interlocked.Exchange(ref _counts, new());
        foreach (var some in counts.Chunk(CountsAnEntry)) await AppendAsync(some);
    }

    private async Task AppendAsync(KeyValuePair<(LedgerKey Key, Outcome Outcome, string Reason), ulong>[] counts)
    {
        using var entry = new EntryWriter(time.GetUtcNow().ToUnixNanoseconds());
        foreach (var ((key, outcome, reason), quantity) in counts)
        {
            Ledger.Count(entry, key, Outcome.Received, "", quantity);
            Ledger.Count(entry, key, outcome, reason, quantity);
        }
        if (await journal.AppendAsync(entry, CancellationToken.None) == AppendResult.Durable) return;
        foreach (var (key, quantity) in counts) _counts.AddOrUpdate(key, quantity, (_, count) => count + quantity);
    }
}
