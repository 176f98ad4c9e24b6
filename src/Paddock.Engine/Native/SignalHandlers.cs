namespace Paddock.Engine.Native;

/// <summary>
/// The process's signal handlers, saved and put back. libchdb replaces SIGRTMIN, with which .NET suspends threads for garbage collection,
/// even when it is told to leave signals alone; the first collection beside a busy thread would then hang.
/// </summary>
internal sealed unsafe class SignalHandlers
{
    private const int LastSignal = 64;
    private const int ActionSize = 152; // sizeof(struct sigaction) in glibc, x86-64 and arm64
    private readonly byte[] _actions = new byte[(LastSignal + 1) * ActionSize];
    private readonly bool[] _readable = new bool[LastSignal + 1];

    internal static SignalHandlers Save()
    {
        var saved = new SignalHandlers();
        for (var signal = 1; signal <= LastSignal; signal++)
            fixed (byte* action = &saved._actions[signal * ActionSize])
                saved._readable[signal] = Posix.SigAction(signal, null, action) == 0; // glibc keeps 32 and 33 to itself
        return saved;
    }

    internal void Restore()
    {
        for (var signal = 1; signal <= LastSignal; signal++)
            if (_readable[signal])
                fixed (byte* action = &_actions[signal * ActionSize])
                    _ = Posix.SigAction(signal, action, null); // refused for SIGKILL and SIGSTOP, which nobody can replace
    }
}
