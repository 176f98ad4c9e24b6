using System.Buffers.Binary;
using System.Security.Cryptography;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Hosting;

namespace Paddock.Accounts.SecondFactor;

/// <summary>
/// Encrypts what must be read again and so cannot be kept as a hash: AES-256-GCM with a key in a file of its own beside the database. A copy of the database alone makes no codes.
/// Without the file the secrets are lost, and people need <c>paddock user reset-second-factor</c>.
/// </summary>
internal sealed class SecretBox(PaddockOptions options)
{
    private const int KeyBytes = 32, FingerprintBytes = 8;
    private const string KeySetting = "secrets-key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize, TagBytes = AesGcm.TagByteSizes.MaxSize;
    private readonly Lazy<byte[]> _key = new(() => ReadOrMake(options.SecretKeyFile));

    /// <summary>Nonce, tag and cipher, in this order.</summary>
    /// <param name="owner">Whose it is: sealed for one account it opens for no other.</param>
    public byte[] Seal(byte[] secret, int owner)
    {
        var box = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key.Value, TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), secret, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Bytes(owner));
        return box;
    }

    /// <returns>Null when the key is another one, or the box was changed.</returns>
    public byte[]? Open(byte[] box, int owner)
    {
        if (box.Length < NonceBytes + TagBytes)
            return null;
        var secret = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key.Value, TagBytes);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), secret, Bytes(owner));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>On a database that several servers use: each must open what the others have sealed.</summary>
    /// <exception cref="OtherSecretsException">This one has another key.</exception>
    public async Task RequireSameKeyAsync(RelationalStore store, CancellationToken cancellation)
    {
        if (!store.IsShared) return;
        var own = Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, "which key this is"u8).AsSpan(0, FingerprintBytes));
        var first = await store.WriteAsync(async (db, stop) =>
        {
            if (await db.Settings.FindAsync([KeySetting], stop) is { } known) return known.Value;
            db.Settings.Add(new SettingRow { Name = KeySetting, Value = own });
            return own;
        }, cancellation);
        if (first != own) throw new OtherSecretsException(options.SecretKeyFile);
    }

    private static byte[] Bytes(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    // Written whole under another name first: half a key must never be there.
    private static byte[] ReadOrMake(string file)
    {
        if (!File.Exists(file))
        {
            var made = file + ".new";
            using (var stream = new FileStream(made, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                stream.Flush(flushToDisk: true);
            }
            File.Move(made, file);
        }
        return File.ReadAllBytes(file);
    }
}

/// <summary>The message is meant for the administrator.</summary>
internal sealed class OtherSecretsException(string file) : Exception(
    $"{file} is not the key with which the other servers on this database seal their secrets (or those before this one did). Bring that file here from one of them, or from a backup.");
