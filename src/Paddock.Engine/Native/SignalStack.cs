namespace Paddock.Engine.Native;

/// <summary>
/// A thread's alternate signal stack, saved and put back. libchdb gives every thread that calls it a stack of its own (32 KB);
/// .NET needs its larger one to survive a stack overflow, and unmaps whatever it finds there when the thread ends.
/// </summary>
internal unsafe struct SignalStack
{
    private const int Words = 3; // stack_t: pointer, flags, size
    private fixed ulong _stack[Words];

    internal static SignalStack Save()
    {
        var saved = default(SignalStack);
        _ = Posix.SigAltStack(null, (byte*)saved._stack);
        return saved;
    }

    internal readonly void Restore()
    {
        fixed (ulong* stack = _stack)
            _ = Posix.SigAltStack((byte*)stack, null);
    }
}
