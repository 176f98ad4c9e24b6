using System.Buffers.Binary;
using System.Security.Cryptography;
using Paddock.Hosting;

namespace Paddock.Accounts.SecondFactor;

/// <summary>
/// Encrypts what must be read again and so cannot be kept as a hash: AES-256-GCM with a key in a file of its own beside the database. A copy of the database alone makes no codes.
/// Without the file the secrets are lost, and people need <c>paddock user reset-second-factor</c>.
/// </summary>
internal sealed class SecretBox(PaddockOptions options)
{
    private const int KeyBytes = 32;
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
