namespace Paddock.Accounts.SecondFactor;

/// <summary>Who has shown the right password and not yet the code. In memory: a restart lets them begin again.</summary>
internal sealed class PendingSignIns(TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // Only who knows a password gets in here.
    private const int Most = 1_000;
    private readonly Dictionary<string, PendingSignIn> _pending = [];
    private readonly Lock _lock = new();

    /// <returns>The token for the browser's cookie.</returns>
    public string Add(int userId, string passwordHash)
    {
        var token = Secrets.NewToken();
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            foreach (var (known, _) in _pending.Where(pair => pair.Value.Ends <= now).ToList()) _pending.Remove(known);
            if (_pending.Count == Most) _pending.Remove(_pending.MinBy(static pair => pair.Value.Ends).Key);
            _pending[Key(token)] = new PendingSignIn(userId, passwordHash, now + Lifetime);
        }
        return token;
    }

    public PendingSignIn? Find(string? token)
    {
        if (token is null)
            return null;
        lock (_lock)
            return _pending.TryGetValue(Key(token), out var found) && found.Ends > clock.GetUtcNow() ? found : null;
    }

    public void Remove(string token)
    {
        lock (_lock)
            _pending.Remove(Key(token));
    }

    private static string Key(string token) => Convert.ToBase64String(Secrets.Hash(token));
}

/// <param name="PasswordHash">As it was when it was checked: with another password the sign-in begins anew.</param>
internal sealed record PendingSignIn(int UserId, string PasswordHash, DateTimeOffset Ends);
