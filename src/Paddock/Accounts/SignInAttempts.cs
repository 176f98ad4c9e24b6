using System.Net;
using System.Net.Sockets;

namespace Paddock.Accounts;

/// <summary>
/// Slows the guessing of passwords: 10 tries for one account and 30 from one address, then one more every 30 or 10 seconds.
/// Kept in memory; a restart forgives.
/// </summary>
internal sealed class SignInAttempts(TimeProvider clock)
{
    private const int MostKnown = 10_000;
    private static readonly Allowance PerAccount = new(10, TimeSpan.FromSeconds(30));
    private static readonly Allowance PerAddress = new(30, TimeSpan.FromSeconds(10));
    private readonly Dictionary<string, DateTimeOffset> _fullAgain = [];
    private readonly Lock _lock = new();

    /// <summary>How many accounts and addresses are remembered.</summary>
    public int Known
    {
        get
        {
            lock (_lock)
                return _fullAgain.Count;
        }
    }

    private sealed record Allowance(int Tries, TimeSpan Refill);

    /// <summary>Counts one try.</summary>
    /// <returns>How long to wait when there have been too many; null when this one may go on.</returns>
    public TimeSpan? Begin(string email, IPAddress? address)
    {
        lock (_lock)
        {
            var wait = Max(Wait(AccountKey(email), PerAccount), Wait(AddressKey(address), PerAddress));
            if (wait > TimeSpan.Zero)
                return wait;
            Take(AccountKey(email), PerAccount);
            Take(AddressKey(address), PerAddress);
            return null;
        }
    }

    /// <summary>The password was right, so this was no guess.</summary>
    public void Succeeded(string email, IPAddress? address)
    {
        lock (_lock)
        {
            _fullAgain.Remove(AccountKey(email));
            if (_fullAgain.TryGetValue(AddressKey(address), out var used))
                _fullAgain[AddressKey(address)] = used - PerAddress.Refill;
        }
    }

    // A bucket is one time: when it will be full again. Each try moves it one refill further away.
    private TimeSpan Wait(string key, Allowance allowance) =>
        _fullAgain.TryGetValue(key, out var full) ? full - clock.GetUtcNow() - (allowance.Refill * (allowance.Tries - 1)) : TimeSpan.Zero;

    private void Take(string key, Allowance allowance)
    {
        var now = clock.GetUtcNow();
        if (_fullAgain.Count >= MostKnown)
            Forget(now);
        _fullAgain[key] = (_fullAgain.TryGetValue(key, out var full) && full > now ? full : now) + allowance.Refill;
    }

    // First what is full again; if that is not enough, the half that is nearest to it.
    private void Forget(DateTimeOffset now)
    {
        var keep = _fullAgain.Where(pair => pair.Value > now).OrderByDescending(pair => pair.Value).Take(MostKnown / 2).ToList();
        _fullAgain.Clear();
        foreach (var (key, full) in keep)
            _fullAgain.Add(key, full);
    }

    private static string AccountKey(string email) => "account " + email;

    // One machine has a whole /64 of IPv6 addresses to try from.
    private static string AddressKey(IPAddress? address)
    {
        if (address is null)
            return "address";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var length = plain.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : 4;
        return "address " + Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, length));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
