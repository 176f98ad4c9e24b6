using System.Collections.Concurrent;

namespace Paddock.Engine.Native;

/// <summary>The only threads that call libchdb. They start when they are needed and never end: libchdb keeps state of its own for each.</summary>
internal sealed class NativeThreads(int limit)
{
    private const int StackBytes = 8 << 20; // what ClickHouse expects of a thread; only touched pages cost memory
    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _growing = new();
    private int _started;
    private int _unfinished;

    internal Task<T> RunAsync<T>(Func<T> call)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        GrowForOneMore();
        _work.Add(() =>
        {
            try
            {
                completion.SetResult(call());
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    internal Task RunAsync(Action call) => RunAsync(() =>
    {
        call();
        return true;
    });

    /// <summary>There are always as many threads as calls, up to the limit: a call that waits for another's end could be the one that ends it.</summary>
    private void GrowForOneMore()
    {
        lock (_growing)
        {
            if (++_unfinished <= _started || _started == limit)
                return;
            _started++;
            new Thread(Loop, StackBytes) { IsBackground = true, Name = $"chdb {_started}" }.Start();
        }
    }

    private void Loop()
    {
        var signalStack = SignalStack.Save();
        while (true)
        {
            _work.Take()();
            signalStack.Restore();
            lock (_growing)
                _unfinished--;
        }
    }
}
