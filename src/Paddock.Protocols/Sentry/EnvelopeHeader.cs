using System.Globalization;
using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Events;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>The first line of an envelope. What is missing or not valid in it is null: an envelope needs none of them.</summary>
public sealed record EnvelopeHeader
{
    private const int LongestText = 1024;

    public Guid? EventId { get; init; }

    public string? Dsn { get; init; }

    /// <summary>The client's clock when it sent the envelope.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Which share of its traces the client sends; from the trace that the envelope's items belong to.</summary>
    public double? SampleRate { get; init; }

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
                    : JsonStrings.Is(ref reader, "trace"u8) ? Field.Trace
                    : Field.Other;
                reader.Read();
                if (field == Field.Trace)
                    header = header with { SampleRate = SampleRateOf(reader) };
                if (field is Field.Other or Field.Trace || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestText)
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

    // Written as text, as the whole of the trace's header is.
    private static double? SampleRateOf(Utf8JsonReader ahead) =>
        FieldReader.TryFind(ref ahead, "sample_rate"u8) && ahead.TokenType is JsonTokenType.String or JsonTokenType.Number
        && double.TryParse(ahead.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) ? ItemFields.SampleRate(rate) : null;

    private enum Field
    {
        EventId,
        Dsn,
        SentAt,
        Trace,
        Other,
    }
}
