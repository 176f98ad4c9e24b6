using System.Text;
using System.Text.Json;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Gelf;

/// <summary>Reads GELF messages: an object each, whose own fields begin with an underscore. Never throws on any input; one that is none is counted and leaves its neighbours.</summary>
public static class GelfReader
{
    private const int LongestKey = 64;

    /// <summary>The field that may name the project by its key, where the listener has none.</summary>
    public static ReadOnlySpan<byte> KeyName => "_paddock_key"u8;

    /// <param name="messages">Unpacked and put together.</param>
    public static OtlpResult Read(IEnumerable<ReadOnlyMemory<byte>> messages, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor) => LogLines.ReadAll(messages, context, visitor, Read);

    /// <summary>The key in the message; "" when it has none.</summary>
    public static string KeyOf(ReadOnlySpan<byte> message)
    {
        // Most have none, and are not worth a parser.
        if (message.IndexOf(KeyName) < 0)
            return "";
        try
        {
            var reader = new Utf8JsonReader(message, PlainJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "";
            while (OtlpJson.TryReadName(ref reader))
            {
                var isKey = OtlpJson.Is(ref reader, KeyName);
                reader.Read();
                if (isKey && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestKey)
                    return Encoding.UTF8.GetString(PlainJson.TextOf(ref reader));
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // It will be refused as a message, too.
        }
        return "";
    }

    private static void Read(ReadOnlySpan<byte> message, LogLines line)
    {
        if (JsonLine.TryRead(TextLines.Trim(message), line, JsonNames.Gelf) && line.HasMessage)
            line.End();
        else
            line.Refuse();
    }
}
