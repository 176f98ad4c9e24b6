namespace Paddock.Hosting.Engine;

/// <summary>
/// Keeps `paddock engine` running: starts it, tells when it is ready, starts it again when it ends or no longer answers, and stops it in good order.
/// One thread of its own starts the engine and waits for its end; callers only read <see cref="State"/> and await <see cref="WhenReadyAsync"/>.
/// </summary>
internal sealed class EngineSupervisor(EngineCommand command, TimeProvider time, ILogger<EngineSupervisor> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    private readonly Lock _changing = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EngineProcess? _process;

    /// <summary>The address for clients that use <see cref="Handler"/>.</summary>
    internal Uri Uri { get; } = new("http://engine/");

    /// <summary>Leads every request to the engine's socket; share it, and dispose of no client's handler.</summary>
    internal HttpMessageHandler Handler { get; } = EngineSocket.Handler(command.Socket);

    internal EngineState State { get; private set; } = new(EngineStatus.Starting);

    /// <summary>How often a silent engine is asked whether it still lives.</summary>
    internal TimeSpan PulseInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Done when the engine answers, now or after its next start. Throws <see cref="EngineRefusedException"/> when no start will help.</summary>
    internal Task WhenReadyAsync(CancellationToken cancellationToken)
    {
        lock (_changing)
            return _ready.Task.WaitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Keep) { IsBackground = true, Name = "engine" }.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        lock (_changing)
            _process?.CloseControlPipe();
        try
        {
            await _ended.Task.WaitAsync(LongestStop, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            KillProcess(); // what it acknowledged is on the disk
            await _ended.Task;
        }
    }

    private void Keep()
    {
        var pause = FirstPause;
        for (var starts = 1; !_stop.IsSet; starts++)
        {
            var started = time.GetTimestamp();
            var end = RunOnce(starts);
            if (_stop.IsSet)
                break;
            if (end.IsFinal)
            {
                Become(new EngineState(EngineStatus.Refused, end.Reason, Starts: starts));
                logger.LogError("The engine cannot run: {Reason}", end.Reason);
                break;
            }

            Become(new EngineState(EngineStatus.Down, end.Reason, Starts: starts));
            pause = time.GetElapsedTime(started) > LongEnough ? FirstPause : pause;
            logger.LogError("The engine ended ({ExitCode}: {Reason}); it starts again in {Pause}", end.ExitCode, end.Reason, pause);
            _stop.Wait(pause);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        if (_stop.IsSet)
            Become(new EngineState(EngineStatus.Stopped));
        _ended.SetResult();
    }

    private EngineEnd RunOnce(int starts)
    {
        if (EngineProcess.TryStart(command, first: starts == 1, logger, out var noStart) is not { } process)
            return noStart;
        using var running = process;
        using var ended = new CancellationTokenSource();
        lock (_changing)
            _process = process;
        Become(new EngineState(EngineStatus.Starting, ProcessId: process.Id, Starts: starts));
        if (_stop.IsSet)
            process.CloseControlPipe();
        var attending = AttendAsync(process, starts, ended.Token);
        var end = process.WaitForEnd();
        ended.Cancel();
        attending.GetAwaiter().GetResult(); // at its end by now: it follows the process
        lock (_changing)
            _process = null;
        return end;
    }

    /// <summary>Follows one process: ready, then alive, until it ends or has to be ended.</summary>
    private async Task AttendAsync(EngineProcess process, int starts, CancellationToken ended)
    {
        if (!await process.SaysReadyAsync())
            return;
        using var pulse = new EnginePulse(Handler, Uri, PulseInterval, time);
        if (await pulse.BeatsAsync(ended))
        {
            Become(new EngineState(EngineStatus.Ready, ProcessId: process.Id, Starts: starts));
            logger.LogInformation("The engine is ready (process {ProcessId})", process.Id);
            await pulse.WatchAsync(ended);
        }

        if (ended.IsCancellationRequested)
            return;
        logger.LogError("The engine (process {ProcessId}) no longer answers and is killed", process.Id);
        KillProcess();
    }

    private void KillProcess()
    {
        lock (_changing)
            _process?.Kill();
    }

    private void Become(EngineState state)
    {
        lock (_changing)
        {
            State = state;
            if (_ready.Task.IsCompleted)
                _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (state.Status == EngineStatus.Ready)
                _ready.SetResult();
            else if (state.Status == EngineStatus.Refused)
                _ready.SetException(new EngineRefusedException(state.Reason));
            else if (state.Status == EngineStatus.Stopped)
                _ready.SetCanceled();
        }
    }

    public void Dispose()
    {
        _stop.Set();
        Handler.Dispose();
    }
}
