namespace Paddock.Protocols.Otlp;

/// <summary>A list that refuses what would be too much.</summary>
internal sealed class BoundedList<T>(int most)
{
    private readonly T[] _items = new T[most];

    public int Count { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public bool TryAdd(T item)
    {
        if (Count == _items.Length)
            return false;
        _items[Count++] = item;
        return true;
    }

    public void Clear() => Count = 0;
}

/// <summary>Buckets of an exponential histogram on one side of zero: the first ends at base^(offset + 1).</summary>
internal sealed class ExponentialBuckets
{
    public int Offset { get; set; }

    public BoundedList<ulong> Counts { get; } = new(OtlpLimits.Buckets);

    public void Clear()
    {
        Offset = 0;
        Counts.Clear();
    }
}
