using Paddock.Engine.Native;
using Paddock.Engine.Store;

namespace Paddock.Engine.Http;

/// <summary>
/// A connection of its own for one request, with the request's database and settings. Never a used one: settings would stay,
/// and after a failed query libchdb hands the half-made result to the next query of the same connection.
/// </summary>
internal sealed class QuerySession : IAsyncDisposable
{
    private static readonly TimeSpan KillAgain = TimeSpan.FromMilliseconds(100);

    // Long enough for a machine that swaps; what runs on after it does not look whether it was cancelled, and would for hours.
    private static readonly TimeSpan LongestKill = TimeSpan.FromSeconds(10);
    private readonly EngineStore _store;
    private readonly string _tag = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _finished = new();
    private CancellationTokenRegistration _clientGone;
    private Task _killing = Task.CompletedTask;

    private QuerySession(EngineStore store, QueryRequest request)
    {
        _store = store;
        Request = request;
    }

    internal QueryRequest Request { get; }

    internal ChdbConnection Connection { get; private set; } = null!;

    internal static async Task<QuerySession> OpenAsync(EngineStore store, QueryRequest request, CancellationToken clientGone)
    {
        var session = new QuerySession(store, request);
        session.Connection = await store.Threads.RunAsync(session.Connect);
        session._clientGone = clientGone.Register(() => session._killing = session.KillAsync());
        return session;
    }

    /// <summary>Calls libchdb on one of its threads.</summary>
    internal Task<T> RunAsync<T>(Func<ChdbConnection, T> call) => _store.Threads.RunAsync(() => call(Connection));

    internal Task RunAsync(Action<ChdbConnection> call) => _store.Threads.RunAsync(() => call(Connection));

    /// <summary>Makes durable what the statement has changed.</summary>
    internal Task SyncAsync() => _store.Threads.RunAsync(_store.Sync);

    private ChdbConnection Connect()
    {
        var connection = _store.Connect(_tag);
        try
        {
            foreach (var sql in Request.SessionStatements())
                connection.Query(Statement.Of(sql)).Dispose();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Again and again until the statement has noticed: it may not even be in the process list yet.</summary>
    private async Task KillAsync()
    {
        var asked = TimeProvider.System.GetTimestamp();
        while (!_finished.IsCancellationRequested)
        {
            if (Request.Owner.Length > 0 && TimeProvider.System.GetElapsedTime(asked) > LongestKill)
                Runaway.End(Request.Owner);
            try
            {
                await _store.Threads.RunAsync(() => _store.Kill(_tag));
            }
            catch (EngineError)
            {
                // the engine may be short of memory just now: try again
            }

            await Task.Delay(KillAgain, _finished.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _clientGone.DisposeAsync();
        await _finished.CancelAsync();
        await _killing;
        await _store.Threads.RunAsync(Connection.Dispose);
        _finished.Dispose();
    }
}
