using System.Collections.Concurrent;

namespace Paddock.Engine.Native;

/// <summary>The only threads that call libchdb. They start when they are needed and never end: libchdb keeps state of its own for each.</summary>
internal sealed class NativeThreads(int limit)
{
    private const int StackBytes = 8 << 20; // what ClickHouse expects of a thread; only touched pages cost memory
    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _growing = new();
    private int _started;
    private int _idle;

    internal Task<T> RunAsync<T>(Func<T> call)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
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
        GrowIfBusy();
        return completion.Task;
    }

    internal Task RunAsync(Action call) => RunAsync(() =>
    {
        call();
        return true;
    });

    private void GrowIfBusy()
    {
        lock (_growing)
        {
            if (_started >= limit || Volatile.Read(ref _idle) >= _work.Count)
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
            Interlocked.Increment(ref _idle);
            var call = _work.Take();
            Interlocked.Decrement(ref _idle);
            call();
            signalStack.Restore();
        }
    }
}
