using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Paddock.Accounts.SecondFactor;

/// <summary>RFC 6238 as every authenticator app has it: HMAC-SHA-1, 30 seconds, six digits.</summary>
internal static class Totp
{
    public const int Digits = 6;

    // RFC 4226 asks for 128 bits at the least and recommends 160.
    private const int SecretBytes = 20;
    private const int Seconds = 30;

    // For clocks that differ, and for the time it takes to type.
    private const int StepsAround = 1;
    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>What an app reads from a QR code. The secret in it, in base 32, is what people type who cannot scan.</summary>
    public static string Address(byte[] secret, string account, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={Seconds}";

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds;

    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)], hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What apps know; the weakness of SHA-1 is none within HMAC.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Takes as long for a wrong code as for a right one.</summary>
    /// <param name="after">The step of the last code that was taken: it and all before are refused, whoever shows them.</param>
    /// <returns>The step of the code; null when it is wrong, too old or was taken before.</returns>
    public static long? Verify(byte[] secret, string code, DateTimeOffset now, long after)
    {
        var given = Encoding.UTF8.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - StepsAround; step <= StepAt(now) + StepsAround; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), given) && step > after)
                found = step;
        }
        return found;
    }

    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        int bits = 0, value = 0;
        foreach (var part in bytes)
        {
            value = (value << 8) | part;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Base32Alphabet[(value >> (bits - 5)) & 31]);
            value &= (1 << bits) - 1;
        }
        return bits == 0 ? text.ToString() : text.Append(Base32Alphabet[(value << (5 - bits)) & 31]).ToString();
    }
}
