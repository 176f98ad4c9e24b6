using System.Text.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>The frame that all three requests share: resources, in them scopes, in them records.</summary>
internal static class JsonRequest
{
    private delegate OtlpStatus ElementReader(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading, IRecordReader records);

    private delegate bool HeadReader(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading);

    public static OtlpStatus Read(ReadOnlySpan<byte> body, OtlpReading reading, IRecordReader records)
    {
        try
        {
            var reader = new Utf8JsonReader(body, OtlpJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return OtlpStatus.Malformed;
            var status = ReadMembers(ref reader, body, reading, records, records.Names.Resources, ReadResource);
            // What stands behind the object throws here.
            if (status == OtlpStatus.Ok)
                reader.Read();
            return status;
        }
        catch (JsonException)
        {
            return OtlpStatus.Malformed;
        }
    }

    /// <summary>A list of KeyValue; false when it, or one of them, is malformed.</summary>
    public static bool TryReadAttributes(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AttributeList list, OtlpReading reading)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartArray)
            return OtlpJson.Refuse(ref reader);
        var isGood = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            isGood &= JsonValues.TryReadPair(ref reader, json, out var key, out var value) && reading.TryAdd(list, key, value);
        return isGood;
    }

    private static OtlpStatus ReadResource(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading, IRecordReader records)
    {
        reading.BeginResource();
        return reader.TokenType == JsonTokenType.StartObject && ReadHead(reader, json, reading, "resource"u8, TryReadResource)
            ? ReadMembers(ref reader, json, reading, records, records.Names.Scopes, ReadScope)
            : OtlpStatus.Malformed;
    }

    private static OtlpStatus ReadScope(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading, IRecordReader records)
    {
        reading.BeginScope();
        return reader.TokenType == JsonTokenType.StartObject && ReadHead(reader, json, reading, "scope"u8, TryReadScope)
            ? ReadMembers(ref reader, json, reading, records, records.Names.Records, ReadRecord)
            : OtlpStatus.Malformed;
    }

    private static OtlpStatus ReadRecord(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading, IRecordReader records) =>
        records.Read(ref reader, json) ? OtlpStatus.Ok : OtlpStatus.Stopped;

    // What is said of all records stands before them, as a rule, but need not: a copy of the reader looks for it first.
    private static bool ReadHead(Utf8JsonReader ahead, ReadOnlySpan<byte> json, OtlpReading reading, ReadOnlySpan<byte> name, HeadReader read)
    {
        while (OtlpJson.TryReadName(ref ahead))
        {
            var isHead = OtlpJson.Is(ref ahead, name);
            ahead.Read();
            if (isHead && ahead.TokenType != JsonTokenType.Null)
                return read(ref ahead, json, reading);
            ahead.Skip();
        }
        return true;
    }

    private static OtlpStatus ReadMembers(
        scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading, IRecordReader records, ReadOnlySpan<byte> listName, ElementReader read)
    {
        while (OtlpJson.TryReadName(ref reader))
        {
            var isList = OtlpJson.Is(ref reader, listName);
            reader.Read();
            if (!isList || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
                continue;
            }
            if (reader.TokenType != JsonTokenType.StartArray)
                return OtlpStatus.Malformed;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (read(ref reader, json, reading, records) is var status and not OtlpStatus.Ok)
                    return status;
            }
        }
        return OtlpStatus.Ok;
    }

    private static bool TryReadResource(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isAttributes = OtlpJson.Is(ref reader, "attributes"u8);
            reader.Read();
            if (!isAttributes)
                reader.Skip();
            else if (!TryReadAttributes(ref reader, json, reading.Resource, reading))
                return false;
        }
        return true;
    }

    private static bool TryReadScope(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, OtlpReading reading)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (OtlpJson.TryReadName(ref reader))
        {
            var isName = OtlpJson.Is(ref reader, "name"u8);
            var isAttributes = !isName && OtlpJson.Is(ref reader, "attributes"u8);
            reader.Read();
            if (isName)
            {
                if (!OtlpJson.TryText(ref reader, out var name))
                    return false;
                reading.SetScopeName(name);
            }
            else if (!isAttributes)
            {
                reader.Skip();
            }
            else if (!TryReadAttributes(ref reader, json, reading.Scope, reading))
            {
                return false;
            }
        }
        return true;
    }
}
