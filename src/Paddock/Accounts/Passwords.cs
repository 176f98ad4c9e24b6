using System.Globalization;
using System.Security.Cryptography;

namespace Paddock.Accounts;

/// <summary>PBKDF2 with HMAC-SHA-512, written as <c>pbkdf2-sha512$iterations$salt$hash</c>.</summary>
internal static class Passwords
{
    // OWASP's figure for this function; about 0.1 s of one core.
    public const int Iterations = 210_000;

    public const int MinimumLength = 10;
    private const int MaximumLength = 1000;
    private const string Algorithm = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // For an e-mail that nobody has: the answer then takes as long as for a wrong password.
    private static readonly string Nobody = Write(Iterations, new byte[SaltBytes], new byte[HashBytes]);

    /// <returns>What is wrong with a new password, for the person who typed it; null when it will do.</returns>
    public static string? Problem(string password) =>
        password.Length < MinimumLength ? $"Use at least {MinimumLength} characters."
        : password.Length > MaximumLength ? $"Use at most {MaximumLength} characters."
        : null;

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Write(Iterations, salt, Derive(password, salt, Iterations));
    }

    /// <param name="stored">Null when there is no such user: false, after the same work.</param>
    public static bool Verify(string password, string? stored)
    {
        var parts = (stored ?? Nobody).Split('$');
        var iterations = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var derived = Derive(Bounded(password), Convert.FromBase64String(parts[2]), iterations);
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3])) & stored is not null;
    }

    /// <summary>True for a hash made when less work was usual; the next sign-in replaces it.</summary>
    public static bool IsOutdated(string stored) => !stored.StartsWith($"{Algorithm}${Iterations}$", StringComparison.Ordinal);

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes);

    private static string Write(int iterations, byte[] salt, byte[] hash) =>
        $"{Algorithm}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";

    private static string Bounded(string password) => password.Length <= MaximumLength ? password : password[..(MaximumLength + 1)];
}
