using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>Who it was, from an object such as {"id","email","username","ip_address"}. The address never stays.</summary>
internal static class UserFields
{
    private const int LongestText = 256;

    public static SentryOrigin Read(ref Utf8JsonReader reader, Reading reading, Utf8Arena texts, SentryOrigin target)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return target;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "id":
                    reader.Read();
                    target = target with { UserId = ItemFields.Text(ref reader, reading, texts, LongestText) };
                    break;
                case "email":
                    reader.Read();
                    target = target with { UserEmail = ItemFields.Text(ref reader, reading, texts, LongestText) };
                    break;
                case "username":
                    reader.Read();
                    target = target with { UserName = ItemFields.Text(ref reader, reading, texts, LongestText) };
                    break;
                case "name":
                    reader.Read();
                    var displayed = ItemFields.Text(ref reader, reading, texts, LongestText);
                    target = target with { UserName = target.UserName.IsEmpty ? displayed : target.UserName };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return target;
    }
}
