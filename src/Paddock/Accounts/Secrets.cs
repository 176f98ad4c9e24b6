using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Paddock.Accounts;

/// <summary>Makes secrets that cannot be guessed, and the hashes that are kept in their place.</summary>
internal static class Secrets
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>256 bits as 43 characters that are safe in an address and a cookie.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Starts with <c>pdk_</c>, so that scanners for leaked secrets can know it; 190 bits follow.</summary>
    public static string NewApiToken() => "pdk_" + RandomNumberGenerator.GetString(Base62, 32);

    /// <summary>32 lower-case hexadecimal digits, the form that every SDK accepts in a DSN.</summary>
    public static string NewIngestKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>SHA-256 suffices: the secrets are random, so there is nothing to guess faster.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A value that proves knowledge of the secret without being it; another purpose gives another value.</summary>
    public static string Derive(string secret, string purpose) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(purpose)));

    /// <summary>Takes as long for a near miss as for a wild guess.</summary>
    public static bool AreEqual(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
