using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Tags: <c>{"key":"value"}</c>, <c>[["key","value"]]</c> or <c>[{"key":…,"value":…}]</c>.</summary>
internal static class TagReader
{
    private const int MostTags = 200;
    private const int LongestKey = 200;
    private const int LongestValue = 200;

    public static List<Tag> Read(ref Utf8JsonReader reader, Reading reading)
    {
        var tags = new List<Tag>();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = reading.Name(ref reader).Trim().ToString();
                    reader.Read();
                    Add(ref reader, reading, tags, key);
                }
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    ReadPair(ref reader, reading, tags);
                break;
            default:
                reading.Invalid(ref reader);
                break;
        }
        return tags;
    }

    private static void ReadPair(ref Utf8JsonReader reader, Reading reading, List<Tag> tags)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            if (Lists.TryEnterPair(ref reader, reading, out var key))
            {
                Add(ref reader, reading, tags, key);
                Lists.LeaveArray(ref reader);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            var ahead = reader;
            var value = reader;
            if (FieldReader.TryFind(ref ahead, "key"u8) && FieldReader.TryFind(ref value, "value"u8))
                Add(ref value, reading, tags, reading.Text(ref ahead, TextKind.Prose, LongestKey) ?? "");
            reader.Skip();
        }
        else
        {
            reading.Invalid(ref reader);
        }
    }

    private static void Add(ref Utf8JsonReader reader, Reading reading, List<Tag> tags, string key)
    {
        if (tags.Count == MostTags)
        {
            reading.Remarks.Trimmed(reading.Path);
            reader.Skip();
            return;
        }
        var outer = reading.Path.Enter(key);
        var value = reading.Text(ref reader, TextKind.Prose, LongestValue);
        if (value is not null && key.Length > 0 && !tags.Exists(tag => tag.Key == key))
        {
            // The session's id is a key of ours, not the secret of a cookie.
            if (SensitiveNames.IsSensitive(key) && !IsSessionId(key))
            {
                reading.Remarks.Scrubbed(reading.Path);
                reading.Echoes.Remember(value);
                value = TextScrubber.Filtered;
            }
            tags.Add(new Tag(key, value));
        }
        reading.Path.Leave(outer);
    }

    public static bool IsSessionId(ReadOnlySpan<char> key) => key is "session_id" or "session.id" or "sessionId";
}
