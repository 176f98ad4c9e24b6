using System.Text.Json;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry;

/// <summary>The first line of an envelope. What is missing or not valid in it is null: an envelope needs none of them.</summary>
public sealed record EnvelopeHeader
{
    private const int LongestText = 1024;

    public Guid? EventId { get; init; }

    public string? Dsn { get; init; }

    /// <summary>The client's clock when it sent the envelope.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Null when the line is not a JSON object.</summary>
    internal static EnvelopeHeader? Parse(ReadOnlySpan<byte> line)
    {
        var header = new EnvelopeHeader();
        var text = new CharBuffer(128);
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = JsonStrings.Is(ref reader, "event_id"u8) ? Field.EventId
                    : JsonStrings.Is(ref reader, "dsn"u8) ? Field.Dsn
                    : JsonStrings.Is(ref reader, "sent_at"u8) ? Field.SentAt
                    : Field.Other;
                reader.Read();
                if (field == Field.Other || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestText)
                {
                    reader.Skip();
                    continue;
                }
                var value = JsonStrings.Decode(ref reader, text);
                header = field switch
                {
                    Field.EventId => header with { EventId = EventIds.Parse(value) },
                    Field.Dsn => header with { Dsn = value.ToString() },
                    _ => header with { SentAt = Timestamps.ParseDateTimeOffset(value) },
                };
            }
            return reader.TokenType == JsonTokenType.EndObject ? header : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private enum Field
    {
        EventId,
        Dsn,
        SentAt,
        Other,
    }
}
