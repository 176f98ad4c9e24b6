namespace Paddock.Protocols.Otlp;

/// <summary>
/// All that is said of a record: its own attributes, then its scope's and its resource's; of two with one key the first counts.
/// What has a column (<see cref="KnownAttribute"/>) is found by the indexer and is not among the others.
/// </summary>
public sealed class RecordAttributes
{
    private readonly AttributeList _own;
    private readonly AttributeList _scope;
    private readonly AttributeList _resource;

    internal RecordAttributes(AttributeList own, AttributeList scope, AttributeList resource) => (_own, _scope, _resource) = (own, scope, resource);

    public int Count => _own.Count + _scope.Count + _resource.Count;

    /// <summary>How many of the record's own were left out, by the client or because there were too many.</summary>
    public uint Dropped => _own.Dropped;

    /// <summary>Empty when it was not sent.</summary>
    public ReadOnlySpan<byte> this[KnownAttribute known]
    {
        get
        {
            var value = _own.Known(known);
            if (value.IsEmpty)
                value = _scope.Known(known);
            return value.IsEmpty ? _resource.Known(known) : value;
        }
    }

    /// <summary>At most <see cref="OtlpLimits.KeyBytes"/> of UTF-8.</summary>
    public ReadOnlySpan<byte> Key(int index) => Place(ref index)[index].Key;

    public ReadOnlySpan<byte> Value(int index)
    {
        var list = Place(ref index);
        return list.Text.Span(list[index].Value);
    }

    /// <summary>The value of an attribute that has no column; empty when it was not sent.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> key)
    {
        for (var index = 0; index < Count; index++)
        {
            if (Key(index).SequenceEqual(key))
                return Value(index);
        }
        return default;
    }

    private AttributeList Place(ref int index)
    {
        if (index < _own.Count)
            return _own;
        index -= _own.Count;
        if (index < _scope.Count)
            return _scope;
        index -= _scope.Count;
        return _resource;
    }
}
