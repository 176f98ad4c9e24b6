using System.Diagnostics.CodeAnalysis;
using System.Text;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>
/// The names of attributes that this thread has met: the same few dozen come with every record, and telling a sensitive name takes longer than finding it here.
/// Bounded, and emptied when full, so that hostile names cost time but no memory.
/// </summary>
internal sealed class AttributeNames(CleanText clean)
{
    private const int Most = 1024;

    private readonly Dictionary<byte[], AttributeName> _names = new(new BytesComparer());

    public AttributeName Get(ReadOnlySpan<byte> key)
    {
        if (key.Length > OtlpLimits.KeyBytes)
            return Create(key);
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(key, out var name))
            return name;
        if (_names.Count == Most)
            _names.Clear();
        return lookup[key] = Create(key);
    }

    // Dictionaries have been keyed by tokens: names are scrubbed, too.
    private AttributeName Create(ReadOnlySpan<byte> key)
    {
        using var buffer = new JsonBuffer(OtlpLimits.KeyBytes);
        var cleaned = buffer.Span(clean.Write(buffer, key, OtlpLimits.KeyBytes));
        return AttributeName.Of(cleaned, Encoding.UTF8.GetString(cleaned));
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        // Seeded by the process: names cannot be made to collide.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
