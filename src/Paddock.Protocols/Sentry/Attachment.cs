using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>What the header of an attachment says, scrubbed. The file itself is kept as it is: what an application attaches on purpose is its own.</summary>
/// <param name="Name">Without folders; never empty.</param>
/// <param name="ContentType">application/octet-stream when the client does not say.</param>
/// <param name="Type">event.attachment when the client does not say.</param>
public readonly record struct Attachment(string Name, string ContentType, string Type)
{
    private const int LongestName = 255;
    private const int LongestWord = 128;

    public static Attachment Of(in EnvelopeItem item) => new(
        Clean(WithoutFolders(item.FileName), LongestName) is { Length: > 0 } name ? name : "unnamed",
        Clean(item.ContentType, LongestWord) is { Length: > 0 } contentType ? contentType : "application/octet-stream",
        Clean(item.AttachmentType, LongestWord) is { Length: > 0 } type ? type : "event.attachment");

    private static string? WithoutFolders(string? path) => path?[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string Clean(string? text, int mostCharacters)
    {
        if (text is null)
            return "";
        var clean = "";
        ItemJson.WithoutJson(default, text, (reading, raw) => clean = reading.Clean(raw, TextKind.Prose, mostCharacters, out _).ToString());
        return new string([.. clean.Where(character => !char.IsControl(character))]).Trim();
    }
}
