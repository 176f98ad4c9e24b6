using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Otlp;

namespace Paddock.Receivers.Records;

internal static class FreeAttributes
{
    /// <summary>All that have no column, a record's own first.</summary>
    public static void AddTo(AttributeBag bag, RecordAttributes attributes)
    {
        for (var index = 0; index < attributes.Count; index++) bag.Add(attributes.Key(index), attributes.Value(index));
    }

    /// <summary>What spans have columns for and logs have not: kept under its newer name.</summary>
    public static void AddColumnsOfSpans(AttributeBag bag, RecordAttributes attributes)
    {
        Add(bag, "http.request.method"u8, attributes[KnownAttribute.HttpMethod]);
        Add(bag, "http.response.status_code"u8, attributes[KnownAttribute.HttpStatus]);
        Add(bag, "db.system.name"u8, attributes[KnownAttribute.DbSystem]);
        Add(bag, "db.query.text"u8, attributes[KnownAttribute.DbStatement]);
    }

    private static void Add(AttributeBag bag, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty) bag.Add(name, value);
    }
}
