namespace Paddock.Accounts.SecondFactor;

/// <summary>
/// Bounds the guessing of codes for one account from everywhere: 10 tries, then one more every 5 minutes. Three codes of a million are right at any time, so who knows the password
/// needs a year for one chance in three. Whoever is held up by such a guesser knows that the password is known, can change it where they are signed in, and has the command line.
/// In memory, one entry an account; a restart forgives.
/// </summary>
internal sealed class CodeAttempts(TimeProvider clock)
{
    private const int Tries = 10;
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);
    private readonly Dictionary<int, DateTimeOffset> _fullAgain = [];
    private readonly Lock _lock = new();

    /// <summary>Counts one try.</summary>
    /// <returns>How long to wait when there have been too many; null when this one may go on.</returns>
    public TimeSpan? Begin(int userId)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var full = _fullAgain.TryGetValue(userId, out var known) && known > now ? known : now;
            var wait = full - now - (Refill * (Tries - 1));
            if (wait > TimeSpan.Zero)
                return wait;
            _fullAgain[userId] = full + Refill;
            return null;
        }
    }

    public void Succeeded(int userId)
    {
        lock (_lock)
            _fullAgain.Remove(userId);
    }
}
