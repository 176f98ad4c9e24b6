using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>The place in a Django template where rendering failed, as old clients send it.</summary>
internal static class TemplateReader
{
    private const int LongestText = 512;

    public static void Read(ref Utf8JsonReader reader, Reading reading)
    {
        var ahead = reader;
        if (FieldReader.TryFind(ref ahead, "filename"u8) && reading.TryText(ref ahead, TextKind.Prose, LongestText, out var file))
            reading.Grouping.TemplateFile = reading.Grouping.Keep(file);
        ahead = reader;
        if (FieldReader.TryFind(ref ahead, "context_line"u8) && reading.TryText(ref ahead, TextKind.Code, LongestText, out var line))
            reading.Grouping.TemplateLine = reading.Grouping.Keep(line);
        FieldReader.WriteValue(ref reader, reading, "template", CopyRules.Technical);
    }
}
