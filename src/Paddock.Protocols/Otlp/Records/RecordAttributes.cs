using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>
/// All that is said of a record: its own attributes, then its scope's and its resource's, each key once, the record's own first.
/// What has a column (<see cref="KnownAttribute"/>) is found by the indexer and is not among the others.
/// </summary>
public sealed class RecordAttributes
{
    private readonly AttributeList _own;
    private readonly AttributeList _scope;
    private readonly AttributeList _resource;
    private readonly (byte[] Key, JsonBuffer Text, Slice Value)[] _all = new (byte[], JsonBuffer, Slice)[3 * OtlpLimits.Attributes];

    internal RecordAttributes(AttributeList own, AttributeList scope, AttributeList resource) => (_own, _scope, _resource) = (own, scope, resource);

    public int Count { get; private set; }

    /// <summary>How many attributes were left out, by the client or because there were too many.</summary>
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
    public ReadOnlySpan<byte> Key(int index) => _all[index].Key;

    public ReadOnlySpan<byte> Value(int index) => _all[index].Text.Span(_all[index].Value);

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

    internal void Complete()
    {
        Count = 0;
        Add(_own, behind: default, behindThat: default);
        Add(_scope, _own, behindThat: default);
        Add(_resource, _own, _scope);
    }

    private void Add(AttributeList list, AttributeList? behind, AttributeList? behindThat)
    {
        for (var index = 0; index < list.Count; index++)
        {
            var (key, value) = list[index];
            if (behind?.Contains(key) != true && behindThat?.Contains(key) != true)
                _all[Count++] = (key, list.Text, value);
        }
    }
}
