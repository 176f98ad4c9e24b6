using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Lists that come as <c>[…]</c> or as <c>{"values":[…]}</c>.</summary>
internal static class Lists
{
    /// <summary>At an object with a member "values", moves to that member's value; else leaves the reader where it was.</summary>
    public static bool TryEnterValues(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (!FieldReader.TryFind(ref ahead, "values"u8))
            return false;
        reader = ahead;
        return true;
    }

    /// <summary>From the value of one member to the end of the object it is in.</summary>
    public static void LeaveObject(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            reader.Skip();
    }

    /// <summary>
    /// At <c>["key", value]</c>, moves to the value; follow with <see cref="LeaveArray"/>. False, at the end of the array, when it is no pair.
    /// </summary>
    public static bool TryEnterPair(ref Utf8JsonReader reader, Reading reading, out string key)
    {
        const int longestKey = 200;
        key = "";
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            return false;
        key = reading.Text(ref reader, TextKind.Prose, longestKey) ?? "";
        return reader.Read() && reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>From an element of an array to its end.</summary>
    public static void LeaveArray(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
    }

    /// <summary>Moves into the list at hand, in either form; false (and the value stepped over) when there is none. Follow with <see cref="Leave"/>.</summary>
    public static bool TryEnter(ref Utf8JsonReader reader, Reading reading, out bool isWrapped)
    {
        isWrapped = reader.TokenType == JsonTokenType.StartObject && TryEnterValues(ref reader);
        if (reader.TokenType == JsonTokenType.StartArray)
            return true;
        reading.Invalid(ref reader);
        if (isWrapped)
            LeaveObject(ref reader);
        return false;
    }

    public static void Leave(ref Utf8JsonReader reader, bool isWrapped)
    {
        if (isWrapped)
            LeaveObject(ref reader);
    }
}
