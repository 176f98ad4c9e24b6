using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>A record that has attributes: some of them are fields of it, the others are kept in a list.</summary>
internal interface IAttributeTarget
{
    Utf8Arena Texts { get; }

    List<SentryAttribute> AttributeList { get; }

    /// <summary>True when the attribute is one of the record's fields, or says nothing, so that it needs no place in the list.</summary>
    bool TryTake(ReadOnlySpan<char> key, ReadOnlyMemory<byte> value);
}
