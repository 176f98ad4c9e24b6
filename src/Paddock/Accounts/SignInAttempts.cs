using System.Buffers.Binary;
using System.Net;

namespace Paddock.Accounts;

/// <summary>
/// Slows the guessing of passwords. The rule:
/// <list type="number">
/// <item>From one network 30 tries, then one more every 10 seconds; of these for one account 10, then one more every 30 seconds.</item>
/// <item>For one account from everywhere 100 tries, then one more every 30 seconds. This does not hold for a network from which the account's person
/// has signed in before, nor for a browser with their open session: so strangers, however many, cannot keep somebody out of where they always come from.</item>
/// </list>
/// Kept in memory, in entries of a fixed size; a restart forgives and forgets.
/// </summary>
internal sealed class SignInAttempts(TimeProvider clock)
{
    private const int MostKnown = 30_000;
    private static readonly Allowance PerNetwork = new(30, TimeSpan.FromSeconds(10));
    private static readonly Allowance PerAccountThere = new(10, TimeSpan.FromSeconds(30));
    private static readonly Allowance PerAccount = new(100, TimeSpan.FromSeconds(30));
    private readonly Dictionary<Key, DateTimeOffset> _fullAgain = [];
    private readonly Dictionary<Key, DateTimeOffset> _signedIn = [];
    private readonly Lock _lock = new();

    /// <summary>How many accounts, networks and pairs of them are remembered.</summary>
    public int Known
    {
        get
        {
            lock (_lock)
                return _fullAgain.Count + _signedIn.Count;
        }
    }

    private sealed record Allowance(int Tries, TimeSpan Refill);

    // A hash in place of the e-mail: what strangers type may be 32 kB long. Null: from everywhere, or for any account.
    private readonly record struct Key(ulong? Network, ulong? Account);

    /// <summary>Counts one try.</summary>
    /// <param name="hasOpenSession">Of this account, in the browser that tries.</param>
    /// <returns>How long to wait when there have been too many; null when this one may go on.</returns>
    public TimeSpan? Begin(string email, IPAddress? address, bool hasOpenSession)
    {
        var (there, network, account) = Keys(email, address);
        lock (_lock)
        {
            var wait = Max(Wait(there, PerAccountThere), Wait(network, PerNetwork));
            if (!hasOpenSession && !_signedIn.ContainsKey(there))
                wait = Max(wait, Wait(account, PerAccount));
            if (wait > TimeSpan.Zero)
                return wait;
            Take(there, PerAccountThere);
            Take(network, PerNetwork);
            Take(account, PerAccount);
            return null;
        }
    }

    /// <summary>The password was right, so this was no guess.</summary>
    public void Succeeded(string email, IPAddress? address)
    {
        var (there, network, account) = Keys(email, address);
        lock (_lock)
        {
            _fullAgain.Remove(there);
            GiveBack(network, PerNetwork);
            GiveBack(account, PerAccount);
            Remember(_signedIn, there, clock.GetUtcNow());
        }
    }

    private static (Key There, Key Network, Key Account) Keys(string email, IPAddress? address)
    {
        var network = ClientNetwork.Of(address);
        var account = BinaryPrimitives.ReadUInt64LittleEndian(Secrets.Hash(email));
        return (new Key(network, account), new Key(network, null), new Key(null, account));
    }

    // A bucket is one time: when it will be full again. Each try moves it one refill further away.
    private TimeSpan Wait(Key key, Allowance allowance) =>
        _fullAgain.TryGetValue(key, out var full) ? full - clock.GetUtcNow() - (allowance.Refill * (allowance.Tries - 1)) : TimeSpan.Zero;

    private void Take(Key key, Allowance allowance)
    {
        var now = clock.GetUtcNow();
        Remember(_fullAgain, key, (_fullAgain.TryGetValue(key, out var full) && full > now ? full : now) + allowance.Refill);
    }

    private void GiveBack(Key key, Allowance allowance)
    {
        if (_fullAgain.TryGetValue(key, out var full))
            _fullAgain[key] = full - allowance.Refill;
    }

    // Where there is no room, the earlier half goes: the emptiest buckets, the oldest sign-ins.
    private static void Remember(Dictionary<Key, DateTimeOffset> times, Key key, DateTimeOffset time)
    {
        if (times.Count >= MostKnown && !times.ContainsKey(key))
        {
            foreach (var (early, _) in times.OrderBy(static pair => pair.Value).Take(MostKnown / 2).ToList())
                times.Remove(early);
        }
        times[key] = time;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
