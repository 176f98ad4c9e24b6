using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.Sentry.Grouping.Rules;

namespace Paddock.Signals.Errors.Grouping;

/// <summary>
/// Groups an event that is stored by other rules than it was grouped by: what grouping looks at is put together as a client sends it, and read as at the door. That gives the hashes of the first time,
/// except where a message's template was lost beside an exception that says nothing.
/// </summary>
internal static class StoredGrouping
{
    /// <summary>The columns of <see cref="RegroupedEvent"/>.</summary>
    public const string Columns = """
        lower(hex(event_id)) AS event_id, arrayMap(hash -> lower(hex(hash)), hashes) AS hashes, type, value, message, level, platform, logger, sdk, transaction, release, tags, stack, rest
        """;

    /// <summary>The caller disposes it.</summary>
    public static ErrorEvent Read(RegroupedEvent stored, GroupingRules? rules)
    {
        var json = new ArrayBufferWriter<byte>(stored.Stack.Length + 1024);
        using (var writer = new Utf8JsonWriter(json)) Write(writer, stored);
        var context = new EventContext { FallbackEventId = Guid.Empty, ReceivedAt = DateTimeOffset.UnixEpoch, Rules = rules, Explains = true };
        return EventParser.Parse(json.WrittenSpan, context, out var read) == EventParseStatus.Ok ? read! : throw new InvalidDataException("What is stored of an event is no event.");
    }

    private static void Write(Utf8JsonWriter writer, RegroupedEvent stored)
    {
        writer.WriteStartObject();
        writer.WriteString("level", stored.Level);
        writer.WriteString("platform", stored.Platform);
        writer.WriteString("logger", stored.Logger);
        writer.WriteString("transaction", stored.Transaction);
        writer.WriteString("release", stored.Release);
        writer.WriteStartObject("sdk");
        writer.WriteString("name", stored.Sdk.Split(' ')[0]);
        writer.WriteEndObject();
        writer.WriteStartObject("tags");
        foreach (var (key, value) in stored.Tags) writer.WriteString(key, value);
        writer.WriteEndObject();
        var hasExceptions = WriteStack(writer, stored.Stack);
        writer.WriteStartObject("logentry");
        // Without an exception the value is the message's template.
        writer.WriteString("message", hasExceptions || stored.Value is "" ? stored.Message : stored.Value);
        writer.WriteString("formatted", stored.Message);
        writer.WriteEndObject();
        if (stored.Rest is not "") WriteRest(writer, stored.Rest);
        writer.WriteEndObject();
    }

    private static bool WriteStack(Utf8JsonWriter writer, string stack)
    {
        if (stack is "") return false;
        using var parsed = JsonDocument.Parse(stack);
        var hasExceptions = parsed.RootElement.TryGetProperty("exceptions", out var exceptions);
        if (hasExceptions) WriteList(writer, "exception", exceptions);
        if (!parsed.RootElement.TryGetProperty("threads", out var threads)) return hasExceptions;
        // The stack of the event itself is kept as the only thread, which has no id.
        if (threads.GetArrayLength() == 1 && !threads[0].TryGetProperty("id", out _) && threads[0].TryGetProperty("frames", out var frames))
        {
            WriteFrames(writer, frames);
        }
        else
        {
            WriteList(writer, "threads", threads);
        }
        return hasExceptions;
    }

    private static void WriteList(Utf8JsonWriter writer, string name, JsonElement list)
    {
        writer.WriteStartArray(name);
        foreach (var each in list.EnumerateArray())
        {
            writer.WriteStartObject();
            foreach (var member in each.EnumerateObject())
            {
                if (!member.NameEquals("frames"))
                {
                    member.WriteTo(writer);
                    continue;
                }
                WriteFrames(writer, member.Value);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteFrames(Utf8JsonWriter writer, JsonElement frames)
    {
        writer.WriteStartObject("stacktrace");
        writer.WriteStartArray("frames");
        foreach (var frame in frames.EnumerateArray())
        {
            writer.WriteStartObject();
            var isMapped = frame.TryGetProperty("minified", out _);
            foreach (var member in frame.EnumerateObject())
                if (!isMapped || !member.NameEquals("data")) member.WriteTo(writer);
            if (isMapped)
            {
                // Clients that applied a source map themselves say so here.
                writer.WriteStartObject("data");
                writer.WriteString("sourcemap", "applied");
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRest(Utf8JsonWriter writer, string rest)
    {
        using var parsed = JsonDocument.Parse(rest);
        foreach (var name in (string[])["fingerprint", "template"])
        {
            if (!parsed.RootElement.TryGetProperty(name, out var value)) continue;
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }
}

/// <summary>What grouping looks at of a stored event.</summary>
/// <param name="Hashes">In lower-case hex, the most telling first.</param>
internal sealed record RegroupedEvent(
    string EventId, string[] Hashes, string Type, string Value, string Message, string Level, string Platform, string Logger, string Sdk, string Transaction, string Release,
    Dictionary<string, string> Tags, string Stack, string Rest);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(RegroupedEvent))]
internal sealed partial class RegroupedEventJson : JsonSerializerContext;
