namespace Paddock.Tests.Pipeline;

/// <summary>Counts the operations on disk and store, and cuts the power at one of them: it and all behind it fail.</summary>
internal sealed class PowerSwitch
{
    private int left;

    public PowerSwitch(int operations = int.MaxValue) => left = operations;

    public bool IsOff => Volatile.Read(ref left) <= 0;

    public bool Passes() => Interlocked.Decrement(ref left) > 0 || Off();

    public bool Off()
    {
        Volatile.Write(ref left, 0);
        return false;
    }
}
