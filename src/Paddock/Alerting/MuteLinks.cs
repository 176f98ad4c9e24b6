using System.Buffers.Binary;
using System.Buffers.Text;
using Paddock.Accounts.SecondFactor;

namespace Paddock.Alerting;

/// <summary>The link at the end of a mail, which works without signing in: it can do nothing but mute this one alert for this one person.</summary>
internal sealed class MuteLinks(SecretBox box)
{
    public const string Path = "/mute";

    // No account and no project has this number.
    private const int Purpose = -1;

    public string TokenOf(int alert, int user)
    {
        var ids = new byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(ids, alert);
        BinaryPrimitives.WriteInt32BigEndian(ids.AsSpan(sizeof(int)), user);
        return Base64Url.EncodeToString(box.Seal(ids, Purpose));
    }

    /// <returns>Null: it was not made here.</returns>
    public (int Alert, int User)? Read(string token)
    {
        if (token.Length > 100 || !Base64Url.IsValid(token)) return null;
        return box.Open(Base64Url.DecodeFromChars(token), Purpose) is { Length: 2 * sizeof(int) } ids
            ? (BinaryPrimitives.ReadInt32BigEndian(ids), BinaryPrimitives.ReadInt32BigEndian(ids.AsSpan(sizeof(int))))
            : null;
    }
}
