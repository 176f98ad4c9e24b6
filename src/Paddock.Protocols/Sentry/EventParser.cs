using System.Buffers;
using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry;

/// <summary>Turns the JSON of one event into a scrubbed, trimmed, grouped <see cref="ErrorEvent"/> in one pass. Never throws on any input.</summary>
public static class EventParser
{
    // No depth is refused: what is too deep is cut while it is copied, and stepping over it takes no stack.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = SentryLimits.EventBytes };

    /// <param name="json">The payload as sent, at most <see cref="SentryLimits.EventBytes"/>.</param>
    /// <param name="errorEvent">The caller disposes it; null unless the status is Ok.</param>
    public static EventParseStatus Parse(ReadOnlySpan<byte> json, in EventContext context, out ErrorEvent? errorEvent)
    {
        errorEvent = null;
        if (json.Length > SentryLimits.EventBytes)
            return EventParseStatus.TooLarge;
        errorEvent = TryParse(json, context) ?? TryParseRepaired(json, context);
        return errorEvent is null ? EventParseStatus.Malformed : EventParseStatus.Ok;
    }

    private static ErrorEvent? TryParseRepaired(ReadOnlySpan<byte> json, in EventContext context)
    {
        var repaired = ArrayPool<byte>.Shared.Rent(JsonRepair.MostLength(json.Length));
        try
        {
            return JsonRepair.TryRepair(json, repaired, out var length) ? TryParse(repaired.AsSpan(0, length), context) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(repaired);
        }
    }

    private static ErrorEvent? TryParse(ReadOnlySpan<byte> json, in EventContext context)
    {
        var reading = Reading.Begin(context);
        var target = new ErrorEvent();
        var isKept = false;
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            var sections = default(EventSections);
            EventReader.Read(ref reader, reading, target, ref sections);
            EventAssembly.Complete(target, sections, context, reading);
            isKept = true;
            return target;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            reading.End(isKept);
        }
    }
}
