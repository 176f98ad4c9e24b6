namespace Paddock.Protocols.Compression;

/// <summary>
/// The memory that the bodies of all requests may take together. Each body takes it while it grows and gives it back when it is disposed,
/// so that a hundred bombs at once cost what one budget says and the rest of them is told to come back later.
/// </summary>
/// <param name="bytes">At least the largest body that any door takes, else that one never gets in.</param>
public sealed class BodyBudget(long bytes)
{
    private long _taken;

    internal bool TryTake(int more)
    {
        if (Interlocked.Add(ref _taken, more) <= bytes) return true;
        Interlocked.Add(ref _taken, -more);
        return false;
    }

    internal void GiveBack(int taken) => Interlocked.Add(ref _taken, -taken);
}
