using System.Text.Json;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry;

/// <summary>The line before an item's payload.</summary>
internal readonly record struct ItemHeader(EnvelopeItem Item, int? Length)
{
    private const int LongestType = 64;
    private const int LongestText = 256;
    private const int LongestLine = 8 * 1024;

    /// <summary>
    /// False when the line is not an item's header. <paramref name="length"/> may be known all the same, so that a broken item can be stepped over.
    /// A payload on one line can look like a header: what has an event_id or a platform is none.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out ItemHeader header, out int? length)
    {
        header = default;
        length = null;
        if (line.IsEmpty || line[0] != (byte)'{' || line.Length > LongestLine)
            return false;
        try
        {
            return TryParseObject(line, out header, out length);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryParseObject(ReadOnlySpan<byte> line, out ItemHeader header, out int? length)
    {
        header = default;
        length = null;
        var item = new EnvelopeItem { Type = "" };
        var text = new CharBuffer(128);
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonStrings.Decode(ref reader, text);
            if (name is "event_id" or "platform" or "timestamp")
                return false;
            var field = name switch
            {
                "type" => Field.Type,
                "length" => Field.Length,
                "item_count" => Field.ItemCount,
                "content_type" => Field.ContentType,
                "filename" => Field.FileName,
                "attachment_type" => Field.AttachmentType,
                _ => Field.Other,
            };
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0)
            {
                if (field == Field.Length)
                    length = number;
                else if (field == Field.ItemCount)
                    item = item with { ItemCount = number };
            }
            else if (reader.TokenType == JsonTokenType.String && field is not (Field.Other or Field.Length or Field.ItemCount))
            {
                item = WithText(item, field, JsonStrings.Decode(ref reader, text));
            }
            reader.Skip();
        }
        header = new ItemHeader(item, length);
        return reader.TokenType == JsonTokenType.EndObject && item.Type.Length > 0 && reader.BytesConsumed == line.Length;
    }

    private static EnvelopeItem WithText(in EnvelopeItem item, Field field, ReadOnlySpan<char> value) => field switch
    {
        Field.Type => value.Length <= LongestType ? item with { Type = ItemTypes.Intern(value) } : item,
        Field.ContentType => item with { ContentType = Cut(value) },
        Field.FileName => item with { FileName = Cut(value) },
        _ => item with { AttachmentType = Cut(value) },
    };

    private static string Cut(ReadOnlySpan<char> value) => value[..Math.Min(value.Length, LongestText)].ToString();

    private enum Field
    {
        Type,
        Length,
        ItemCount,
        ContentType,
        FileName,
        AttachmentType,
        Other,
    }
}
