using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>What a transaction's contexts and request give its root span. Of machines, browsers and runtimes the name and version; the rest changes with every span.</summary>
internal static class SpanContexts
{
    private const int LongestUrl = 2048;
    private const int LongestMethod = 32;
    private const int LongestAgent = 512;

    public static void Read(ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "trace":
                    reader.Read();
                    ReadTrace(ref reader, reading, root);
                    break;
                case "response":
                    reader.Read();
                    ReadResponse(ref reader, reading, root);
                    break;
                case "browser":
                    reader.Read();
                    AddNameAndVersion(ref reader, reading, root, "browser.name", "browser.version");
                    break;
                case "os":
                    reader.Read();
                    AddNameAndVersion(ref reader, reading, root, "os.name", "os.version");
                    break;
                case "runtime":
                    reader.Read();
                    AddNameAndVersion(ref reader, reading, root, "process.runtime.name", "process.runtime.version");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    public static void ReadRequest(ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        var url = reader;
        if (FieldReader.TryFind(ref url, "url"u8))
            root.Url = ItemFields.Text(ref url, reading, root.Texts, LongestUrl);
        var method = reader;
        if (FieldReader.TryFind(ref method, "method"u8))
            root.HttpMethod = ItemFields.Text(ref method, reading, root.Texts, LongestMethod);
        var agent = reader;
        if (FieldReader.TryFind(ref agent, "headers"u8) && FieldReader.TryFind(ref agent, "User-Agent"u8) && reading.TryText(ref agent, TextKind.Prose, LongestAgent, out var text))
            AttributeReader.AddText(root, "user_agent.original", text);
        reader.Skip();
    }

    private static void ReadTrace(ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            switch (name)
            {
                case "description":
                    // The transaction's name is the root's.
                    reader.Skip();
                    break;
                case "client_sample_rate":
                    reader.Read();
                    root.Draft.SampleRate ??= ItemFields.SampleRate(ItemFields.Number(ref reader, reading));
                    break;
                case var _ when SpanReader.TryReadMember(name, ref reader, reading, root):
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void ReadResponse(ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        var status = reader;
        if (FieldReader.TryFind(ref status, "status_code"u8))
            AttributeReader.Add(ref status, reading, root, "http.response.status_code");
        reader.Skip();
    }

    private static void AddNameAndVersion(ref Utf8JsonReader reader, Reading reading, SentrySpan root, string nameKey, string versionKey)
    {
        var name = reader;
        if (FieldReader.TryFind(ref name, "name"u8))
            AttributeReader.Add(ref name, reading, root, nameKey);
        var version = reader;
        if (FieldReader.TryFind(ref version, "version"u8))
            AttributeReader.Add(ref version, reading, root, versionKey);
        reader.Skip();
    }
}
