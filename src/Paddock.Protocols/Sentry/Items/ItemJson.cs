using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>Reads the JSON of one item, with the second chance that events have. Never throws on any input.</summary>
internal static class ItemJson
{
    // No depth is refused: what is too deep is cut while it is copied, and stepping over it takes no stack.
    public static readonly JsonReaderOptions Options = new() { MaxDepth = SentryLimits.ItemContainerBytes };

    /// <summary>Begins by clearing the target; false when the object lacks what its kind must have.</summary>
    public delegate bool ObjectReader<in T>(ref Utf8JsonReader reader, Reading reading, T target);

    public static bool TryRead<T>(ReadOnlySpan<byte> json, in EventContext context, T target, ObjectReader<T> read) => TryRead(ref json, context, target, read);

    /// <param name="json">Becomes the repaired JSON where that is what was read.</param>
    /// <param name="keepsEchoes">The item belongs to the one read before: secrets that were found there are removed here too.</param>
    public static bool TryRead<T>(ref ReadOnlySpan<byte> json, in EventContext context, T target, ObjectReader<T> read, bool keepsEchoes = false)
    {
        if (TryReadOnce(json, context, target, read, keepsEchoes) is { } isGood)
            return isGood;
        var repaired = new byte[JsonRepair.MostLength(json.Length)];
        if (!JsonRepair.TryRepair(json, repaired, out var length))
            return false;
        json = repaired.AsSpan(0, length);
        return TryReadOnce(json, context, target, read, keepsEchoes) == true;
    }

    /// <summary>For what comes otherwise than as JSON, and is to be scrubbed all the same.</summary>
    public static void WithoutJson<T>(in EventContext context, T target, Action<Reading, T> read)
    {
        var reading = Reading.Begin(context);
        read(reading, target);
        reading.End(isKept: false);
    }

    // Null: not JSON, or not an object.
    private static bool? TryReadOnce<T>(ReadOnlySpan<byte> json, in EventContext context, T target, ObjectReader<T> read, bool keepsEchoes)
    {
        var reading = Reading.Begin(context, keepsEchoes);
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            return read(ref reader, reading, target);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            reading.End(isKept: false);
        }
    }
}
