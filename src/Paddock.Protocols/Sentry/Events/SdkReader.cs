using System.Text.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

internal static class SdkReader
{
    private const int LongestText = 128;

    public static void Read(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        target.SdkName = Text(reader, reading, "name"u8);
        target.SdkVersion = Text(reader, reading, "version"u8);
        FieldReader.WriteValue(ref reader, reading, "sdk", CopyRules.Technical);
    }

    /// <summary>"sentry.python/1.9.10" of the auth header, for old clients whose events do not say it.</summary>
    public static void FromClient(string? client, ErrorEvent target)
    {
        if (client is null || target.SdkName is not null)
            return;
        var slash = client.LastIndexOf('/');
        target.SdkName = slash < 0 ? client : client[..slash];
        target.SdkVersion ??= slash < 0 ? null : client[(slash + 1)..];
    }

    private static string? Text(Utf8JsonReader ahead, Reading reading, ReadOnlySpan<byte> name) =>
        FieldReader.TryFind(ref ahead, name) ? reading.Text(ref ahead, TextKind.Prose, LongestText) : null;
}
