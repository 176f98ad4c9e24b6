namespace Paddock.Protocols.Compression;

/// <summary>
/// The memory that the bodies of all requests may take together. Each body takes it while it grows and gives it back when it is disposed,
/// so that a hundred bombs at once cost what one budget says and the rest of them is told to come back later.
/// </summary>
/// <param name="bytes">At least the largest body that any door takes, else that one never gets in.</param>
/// <param name="share">Of them for one client, so that no client has them all; null: no limit of its own.</param>
public sealed class BodyBudget(long bytes, long? share = null)
{
    // A count for each hash of a client and not for each client: nobody can fill a table with addresses, and two that fall together only share a share.
    private readonly long[] _ofClients = new long[4096];
    private long _taken;

    /// <param name="client">Any number that tells clients apart.</param>
    public BodyShare ShareOf(ulong client) => new(this, (int)((uint)HashCode.Combine(client) % (uint)_ofClients.Length));

    internal bool TryTake(int client, int more)
    {
        if (!TryAdd(ref _ofClients[client], more, share ?? bytes)) return false;
        if (TryAdd(ref _taken, more, bytes)) return true;
        Interlocked.Add(ref _ofClients[client], -more);
        return false;
    }

    internal void GiveBack(int client, int taken)
    {
        Interlocked.Add(ref _ofClients[client], -taken);
        Interlocked.Add(ref _taken, -taken);
    }

    private static bool TryAdd(ref long taken, int more, long most)
    {
        if (Interlocked.Add(ref taken, more) <= most) return true;
        Interlocked.Add(ref taken, -more);
        return false;
    }
}

/// <summary>The budget as one client has it.</summary>
public readonly struct BodyShare
{
    private readonly BodyBudget _budget;
    private readonly int _client;

    internal BodyShare(BodyBudget budget, int client) => (_budget, _client) = (budget, client);

    internal bool TryTake(int more) => _budget.TryTake(_client, more);

    internal void GiveBack(int taken) => _budget.GiveBack(_client, taken);
}
