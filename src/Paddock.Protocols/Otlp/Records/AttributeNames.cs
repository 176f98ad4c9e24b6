using System.Diagnostics.CodeAnalysis;
using System.Text;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>
/// The names of attributes that this thread has met: the same few dozen come with every record, in the same order, and telling a sensitive name takes longer
/// than finding it here. Bounded, and emptied when full, so that hostile names cost time but no memory.
/// </summary>
internal sealed class AttributeNames(CleanText clean)
{
    private const int Most = 1024;

    private readonly Dictionary<byte[], Met> _names = new(new BytesComparer());
    private Met? _latest;

    public AttributeName Get(ReadOnlySpan<byte> key)
    {
        if (key.Length > OtlpLimits.KeyBytes)
            return Create(key);
        // One comparison instead of a hash.
        if (_latest?.Next is not { } met || !key.SequenceEqual(met.Key))
        {
            met = Find(key);
            if (_latest is not null)
                _latest.Next = met;
        }
        _latest = met;
        return met.Name;
    }

    private Met Find(ReadOnlySpan<byte> key)
    {
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(key, out var met))
            return met;
        if (_names.Count == Most)
        {
            _names.Clear();
            _latest = null;
        }
        return lookup[key] = new Met(key.ToArray(), Create(key));
    }

    // Dictionaries have been keyed by tokens: names are scrubbed, too.
    private AttributeName Create(ReadOnlySpan<byte> key)
    {
        using var buffer = new JsonBuffer(OtlpLimits.KeyBytes);
        var cleaned = buffer.Span(clean.Write(buffer, key, OtlpLimits.KeyBytes));
        return AttributeName.Of(cleaned, Encoding.UTF8.GetString(cleaned));
    }

    private sealed class Met(byte[] key, AttributeName name)
    {
        public byte[] Key => key;

        public AttributeName Name => name;

        /// <summary>The one that came behind it last time.</summary>
        public Met? Next { get; set; }
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
