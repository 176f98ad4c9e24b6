using System.Text.Json;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>The members of a transaction as fields of its root span. Breadcrumbs, extra and modules belong to errors and are stepped over.</summary>
internal static class TransactionFields
{
    private const int LongestTransaction = 512;

    public static bool ReadRoot(ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        root.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            var isOwn = TryReadOwn(name, ref reader, reading, root);
            if (!isOwn && !TryReadPart(name, ref reader, reading, root))
                reader.Skip();
        }
        if (reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException();
        root.IsRoot = true;
        root.Name = root.Transaction;
        SpanReader.Finish(reading, root);
        return true;
    }

    private static bool TryReadOwn(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        switch (name)
        {
            case "event_id":
                reader.Read();
                root.Draft.EventId = reading.TryText(ref reader, Scrubbing.TextKind.Prose, ItemFields.LongestWord, out var id) ? EventIds.Parse(id) : null;
                return true;
            case "timestamp":
                reader.Read();
                root.Draft.End = ItemFields.Time(ref reader, reading);
                return true;
            case "start_timestamp":
                reader.Read();
                root.Draft.Start = ItemFields.Time(ref reader, reading);
                return true;
            case "transaction":
                reader.Read();
                root.Transaction = ItemFields.Text(ref reader, reading, root.Texts, LongestTransaction);
                return true;
            case "platform":
                reader.Read();
                root.Platform = ItemFields.Word(ref reader, reading, root.Texts);
                return true;
            case "spans":
                reader.Read();
                ReadChildren(ref reader, root);
                return true;
            default:
                return TryReadOrigin(name, ref reader, reading, root);
        }
    }

    private static bool TryReadOrigin(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        switch (name)
        {
            case "environment":
                reader.Read();
                root.Origin = root.Origin with { Environment = ItemFields.Word(ref reader, reading, root.Texts) };
                return true;
            case "release":
                reader.Read();
                root.Origin = root.Origin with { Release = ItemFields.Name(ref reader, reading, root.Texts) };
                return true;
            case "server_name":
                reader.Read();
                root.Origin = root.Origin with { Host = ItemFields.Name(ref reader, reading, root.Texts) };
                return true;
            case "user":
                reader.Read();
                root.Origin = UserFields.Read(ref reader, reading, root.Texts, root.Origin);
                return true;
            case "sdk":
                reader.Read();
                root.Origin = SdkFields.Read(ref reader, reading, root.Texts, root.Origin);
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadPart(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentrySpan root)
    {
        switch (name)
        {
            case "transaction_info":
                reader.Read();
                var source = reader;
                if (FieldReader.TryFind(ref source, "source"u8))
                    root.Draft.NameSource = ItemFields.Word(ref source, reading, root.Texts);
                reader.Skip();
                return true;
            case "contexts":
                reader.Read();
                SpanContexts.Read(ref reader, reading, root);
                return true;
            case "tags":
                reader.Read();
                foreach (var tag in TagReader.Read(ref reader, reading))
                    AttributeReader.AddText(root, tag.Key, tag.Value);
                return true;
            case "measurements":
                reader.Read();
                AttributeReader.Read(ref reader, reading, root, isTyped: true, "measurements.");
                return true;
            case "request":
                reader.Read();
                SpanContexts.ReadRequest(ref reader, reading, root);
                return true;
            default:
                return false;
        }
    }

    private static void ReadChildren(ref Utf8JsonReader reader, SentrySpan root)
    {
        var start = (int)reader.TokenStartIndex;
        var isList = reader.TokenType == JsonTokenType.StartArray;
        reader.Skip();
        root.Draft.Children = isList ? start..(int)reader.BytesConsumed : default;
    }
}
