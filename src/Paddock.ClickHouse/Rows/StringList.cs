namespace Paddock.ClickHouse;

/// <summary>The strings of one map or array of a row, in place: <c>while (list.TryRead(out var value))</c>.</summary>
public ref struct StringList
{
    private ReadOnlySpan<byte> rest;
    private int remaining;

    internal StringList(ReadOnlySpan<byte> strings, int count)
    {
        rest = strings;
        remaining = count;
        Count = count;
    }

    /// <summary>How many strings there are in all; twice the entries, for a map.</summary>
    public int Count { get; }

    public bool TryRead(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (remaining == 0)
            return false;
        var prefix = Varint.Read(rest, out var length);
        value = rest.Slice(prefix, length);
        rest = rest[(prefix + length)..];
        remaining--;
        return true;
    }

    internal ReadOnlySpan<byte> Single() => TryRead(out var value) ? value : default;
}
