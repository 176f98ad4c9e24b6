using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>The attributes of one record, scope or resource: those with a column apart from the others. Filled anew for each.</summary>
/// <param name="hasColumns">False for the labels of metrics: all of them make the series what it is.</param>
internal sealed class AttributeList(bool hasColumns)
{
    private readonly (AttributeName? Name, Slice Value)[] _known = new (AttributeName?, Slice)[KnownAttributes.Count];
    private readonly (byte[] Key, Slice Value)[] _others = new (byte[], Slice)[OtlpLimits.Attributes];

    /// <summary>Holds the values.</summary>
    public JsonBuffer Text { get; private set; } = null!;

    public int Count { get; private set; }

    /// <summary>Left out, by us because there were too many, or by the client who said so.</summary>
    public uint Dropped { get; set; }

    public (byte[] Key, Slice Value) this[int index] => _others[index];

    public void Begin(JsonBuffer text)
    {
        Text = text;
        Text.Truncate(0);
        Count = 0;
        Dropped = 0;
        Array.Clear(_known);
    }

    public ReadOnlySpan<byte> Known(KnownAttribute known)
    {
        var (name, value) = _known[(int)known];
        return name is null ? default : Text.Span(value);
    }

    public void Add(AttributeName name, Slice value)
    {
        if (name.Known == KnownAttribute.UrlPath)
            value = WithoutQuery(value);
        if (!hasColumns || name.Known == KnownAttribute.None)
        {
            AddOther(name.Key, value);
            return;
        }
        ref var known = ref _known[(int)name.Known];
        if (known.Name is null || known.Name.Rank == name.Rank)
        {
            known = (name, value);
            return;
        }
        var (winner, loser) = name.Rank > known.Name.Rank ? ((name, value), (known.Name, known.Value)) : ((known.Name, known.Value), (name, value));
        known = winner;
        if (!Text.Span(winner.Item2).SequenceEqual(Text.Span(loser.Item2)))
            AddOther(loser.Item1.Key, loser.Item2);
    }

    public void RemoveEchoes(CleanText clean)
    {
        for (var index = 0; index < Count; index++)
            _others[index].Value = clean.RemoveEchoes(Text, _others[index].Value);
        for (var index = 0; index < _known.Length; index++)
        {
            if (_known[index].Name is not null)
                _known[index].Value = clean.RemoveEchoes(Text, _known[index].Value);
        }
    }

    /// <summary>-1 when there is none. Keys are nearly always the very same arrays (<see cref="AttributeNames"/>).</summary>
    public int IndexOf(byte[] key)
    {
        for (var index = 0; index < Count; index++)
        {
            if (ReferenceEquals(_others[index].Key, key) || _others[index].Key.AsSpan().SequenceEqual(key))
                return index;
        }
        return -1;
    }

    // A key that is sent twice has the value that came last.
    private void AddOther(byte[] key, Slice value)
    {
        if (key.Length == 0)
        {
            Dropped++;
            return;
        }
        var index = IndexOf(key);
        if (index < 0 && Count == _others.Length)
        {
            Dropped++;
            return;
        }
        _others[index < 0 ? Count++ : index] = (key, value);
    }

    private Slice WithoutQuery(Slice path)
    {
        var end = Text.Span(path).IndexOfAny((byte)'?', (byte)'#');
        return end < 0 ? path : path with { Length = end };
    }
}
