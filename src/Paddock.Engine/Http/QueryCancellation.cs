using Paddock.Engine.Native;
using Paddock.Engine.Store;

namespace Paddock.Engine.Http;

/// <summary>Kills the query of a request whose client has gone, again and again until the query has noticed: it may not even be in the process list yet.</summary>
internal sealed class QueryCancellation : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);
    private readonly EngineStore _store;
    private readonly string _queryId;
    private readonly CancellationTokenSource _finished = new();
    private readonly CancellationTokenRegistration _registration;
    private Task _killing = Task.CompletedTask;

    private QueryCancellation(EngineStore store, string queryId, CancellationToken gone)
    {
        _store = store;
        _queryId = queryId;
        _registration = gone.Register(() => _killing = KillAsync());
    }

    internal static QueryCancellation Watch(EngineStore store, string queryId, CancellationToken gone) => new(store, queryId, gone);

    private async Task KillAsync()
    {
        var kill = Statement.Of($"KILL QUERY WHERE Settings['log_comment'] = {SqlText.Literal(_queryId)} ASYNC");
        while (!_finished.IsCancellationRequested)
        {
            await _store.Threads.RunAsync(() =>
            {
                using var connection = _store.Connect("cancellation");
                connection.Query(kill).Dispose();
            });
            await Task.Delay(Again, _finished.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        await _finished.CancelAsync();
        await _killing;
        _finished.Dispose();
    }
}
