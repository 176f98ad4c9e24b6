using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>
/// Attributes in each of their forms: <c>{"key": value}</c>, typed <c>{"key": {"type","value"}}</c>, OpenTelemetry's <c>[{"key","value":{"stringValue"}}]</c>.
/// What has a sensitive name is removed, what is too many or too long is cut.
/// </summary>
internal static class AttributeReader
{
    public const int MostAttributes = 128;

    private const int LongestKey = 200;
    private const int LongestValue = 8192;

    // Lists and objects, as JSON.
    private static readonly CopyRules Structure = new(TextKind.Data, ByName: true, Depth: 6, Bytes: 8 * 1024, Characters: 2048);

    public static void Read(ref Utf8JsonReader reader, Reading reading, IAttributeTarget target, bool isTyped, string prefix = "")
    {
        if (reader.TokenType == JsonTokenType.StartArray && isTyped)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadPair(ref reader, reading, target);
            return;
        }
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref reader, reading, target, isTyped, prefix);
    }

    /// <summary>Adds one attribute, whose value the reader is at.</summary>
    public static void Add(ref Utf8JsonReader reader, Reading reading, IAttributeTarget target, scoped ReadOnlySpan<char> key)
    {
        if (key.IsEmpty || reader.TokenType == JsonTokenType.Null)
        {
            reader.Skip();
            return;
        }
        Keep(target, key, Value(ref reader, reading, target, key));
    }

    /// <summary>Adds one attribute whose value is text that was scrubbed already.</summary>
    public static void AddText(IAttributeTarget target, ReadOnlySpan<char> key, ReadOnlySpan<char> value) => Keep(target, key, target.Texts.Add(value));

    /// <summary>From a typed value to the plain one within it: {"type","value"} or OpenTelemetry's {"stringValue"}. Else leaves the reader where it was.</summary>
    public static void EnterTyped(ref Utf8JsonReader reader, out bool isInside)
    {
        isInside = false;
        if (reader.TokenType != JsonTokenType.StartObject)
            return;
        var ahead = reader;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = ahead.ValueSpan.SequenceEqual("value"u8) || (ahead.ValueSpan.Length < 16 && ahead.ValueSpan.EndsWith("Value"u8));
            ahead.Read();
            if (isValue)
            {
                reader = ahead;
                isInside = true;
                return;
            }
            ahead.Skip();
        }
    }

    private static void Keep(IAttributeTarget target, scoped ReadOnlySpan<char> key, ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty || target.TryTake(key, value) || target.AttributeList.Count == MostAttributes)
            return;
        var utf8 = target.Texts.Add(key);
        foreach (var known in target.AttributeList)
        {
            if (known.Key.Span.SequenceEqual(utf8.Span))
                return;
        }
        target.AttributeList.Add(new SentryAttribute(utf8, value));
    }

    private static void ReadMember(ref Utf8JsonReader reader, Reading reading, IAttributeTarget target, bool isTyped, string prefix)
    {
        // The name must outlive the tokens behind it.
        Span<char> key = stackalloc char[LongestKey];
        var name = reading.Name(ref reader).Trim();
        if (prefix.Length + name.Length > key.Length)
            name = name[..(key.Length - prefix.Length)];
        prefix.CopyTo(key);
        name.CopyTo(key[prefix.Length..]);
        key = key[..(prefix.Length + name.Length)];
        reader.Read();
        if (isTyped)
            AddTyped(ref reader, reading, target, key);
        else
            Add(ref reader, reading, target, key);
    }

    private static void ReadPair(ref Utf8JsonReader reader, Reading reading, IAttributeTarget target)
    {
        var key = reader;
        var value = reader;
        if (FieldReader.TryFind(ref key, "key"u8) && FieldReader.TryFind(ref value, "value"u8) && reading.Text(ref key, TextKind.Prose, LongestKey) is { } name)
            AddTyped(ref value, reading, target, name);
        reader.Skip();
    }

    private static void AddTyped(ref Utf8JsonReader reader, Reading reading, IAttributeTarget target, scoped ReadOnlySpan<char> key)
    {
        EnterTyped(ref reader, out var isInside);
        Add(ref reader, reading, target, key);
        if (isInside)
            Lists.LeaveObject(ref reader);
    }

    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, Reading reading, IAttributeTarget target, scoped ReadOnlySpan<char> key)
    {
        if (AttributeNames.IsSensitive(key) && ValueCopier.HoldsSomething(ref reader, key))
        {
            ValueCopier.Forget(ref reader, reading);
            return target.Texts.Add(TextScrubber.Filtered);
        }
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var start = reading.Output.Length;
                ValueCopier.Copy(ref reader, reading, Structure);
                var json = target.Texts.Add(reading.Output.Span(reading.Output.Since(start)));
                reading.Output.Truncate(start);
                return json;
            case JsonTokenType.Number when Numbers.IsCard(reader.ValueSpan):
                return target.Texts.Add(TextScrubber.Filtered);
            default:
                return reading.TryText(ref reader, AttributeNames.KindOf(key), LongestValue, out var text) ? target.Texts.Add(text) : default;
        }
    }
}
