using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

internal static class SdkFields
{
    public static SentryOrigin Read(ref Utf8JsonReader reader, Reading reading, Utf8Arena texts, SentryOrigin target)
    {
        var name = reader;
        if (FieldReader.TryFind(ref name, "name"u8))
            target = target with { SdkName = ItemFields.Word(ref name, reading, texts) };
        var version = reader;
        if (FieldReader.TryFind(ref version, "version"u8))
            target = target with { SdkVersion = ItemFields.Word(ref version, reading, texts) };
        reader.Skip();
        return target;
    }
}
