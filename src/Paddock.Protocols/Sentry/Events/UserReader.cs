using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Who was affected. The address never stays.</summary>
internal static class UserReader
{
    private const int LongestText = 256;

    /// <summary>Writes the object <c>{…}</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        reading.Output.Write((byte)'{');
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader, reading, target);
        }
        else
        {
            reading.Invalid(ref reader);
        }
        reading.Output.Close('}');
    }

    private static void ReadMember(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        var name = reading.Name(ref reader);
        switch (name)
        {
            case "id":
                reader.Read();
                target.UserId = Kept(FieldReader.WriteText(ref reader, reading, "id"u8, TextKind.Prose, LongestText));
                break;
            case "email":
                reader.Read();
                target.UserEmail = Kept(FieldReader.WriteText(ref reader, reading, "email"u8, TextKind.Prose, LongestText));
                break;
            case "username":
                reader.Read();
                target.UserName = Kept(FieldReader.WriteText(ref reader, reading, "username"u8, TextKind.Prose, LongestText));
                break;
            case "name":
                reader.Read();
                var displayed = Kept(FieldReader.WriteText(ref reader, reading, "name"u8, TextKind.Prose, LongestText));
                target.UserName ??= displayed;
                break;
            case "ip_address":
                reader.Read();
                DropAddress(ref reader, reading);
                break;
            default:
                FieldReader.WriteOther(ref reader, reading, name, CopyRules.User);
                break;
        }
    }

    private static void DropAddress(ref Utf8JsonReader reader, Reading reading)
    {
        // {{auto}} asks the server to fill in what it sees: there is nothing to remark on.
        if (reader.TokenType == JsonTokenType.String && !JsonStrings.Is(ref reader, "{{auto}}"u8))
        {
            var outer = reading.Path.Enter("ip_address");
            reading.Remarks.Scrubbed(reading.Path);
            reading.Path.Leave(outer);
        }
        reader.Skip();
    }

    private static string? Kept(ReadOnlySpan<char> text) => text.IsWhiteSpace() ? null : text.ToString();
}
