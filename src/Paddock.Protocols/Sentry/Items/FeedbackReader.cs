using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

internal static class FeedbackReader
{
    private const int LongestText = 256;
    private const int LongestUrl = 2048;

    public static bool ReadFeedback(ref Utf8JsonReader reader, Reading reading, UserFeedback target)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            if (!TryReadEvent(name, ref reader, reading, target) && !TryReadOrigin(name, ref reader, reading, target))
                reader.Skip();
        }
        Finish(reading, target);
        return true;
    }

    public static bool ReadReport(ref Utf8JsonReader reader, Reading reading, UserFeedback target)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadPerson(reading.Name(ref reader), ref reader, reading, target))
                reader.Skip();
        }
        // A report has no id of its own, and an event has one report: what is sent twice is known by the event.
        target.Draft.Id = target.EventId;
        target.Source = "user_report";
        Finish(reading, target);
        return true;
    }

    private static void Finish(Reading reading, UserFeedback target)
    {
        target.Message = reading.Echoes.Replace(target.Message)!;
        target.Url = reading.Echoes.Replace(target.Url);
    }

    private static bool TryReadEvent(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, UserFeedback target)
    {
        switch (name)
        {
            case "event_id":
                reader.Read();
                target.Draft.Id = Id(ref reader, reading);
                return true;
            case "timestamp":
                reader.Read();
                target.Draft.Time = ItemFields.Time(ref reader, reading);
                return true;
            case "contexts":
                reader.Read();
                ReadContexts(ref reader, reading, target);
                return true;
            case "request":
                reader.Read();
                var url = reader;
                if (FieldReader.TryFind(ref url, "url"u8))
                    target.Url ??= reading.Text(ref url, TextKind.Prose, LongestUrl);
                reader.Skip();
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadOrigin(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, UserFeedback target)
    {
        var texts = target.Draft.Texts;
        switch (name)
        {
            case "environment":
                reader.Read();
                target.Origin = target.Origin with { Environment = ItemFields.Word(ref reader, reading, texts) };
                return true;
            case "release":
                reader.Read();
                target.Origin = target.Origin with { Release = ItemFields.Name(ref reader, reading, texts) };
                return true;
            case "server_name":
                reader.Read();
                target.Origin = target.Origin with { Host = ItemFields.Name(ref reader, reading, texts) };
                return true;
            case "user":
                reader.Read();
                target.Origin = UserFields.Read(ref reader, reading, texts, target.Origin);
                return true;
            case "sdk":
                reader.Read();
                target.Origin = SdkFields.Read(ref reader, reading, texts, target.Origin);
                return true;
            default:
                return false;
        }
    }

    private static void ReadContexts(ref Utf8JsonReader reader, Reading reading, UserFeedback target)
    {
        var trace = reader;
        if (FieldReader.TryFind(ref trace, "trace"u8))
        {
            var traceId = trace;
            var spanId = trace;
            target.Origin = target.Origin with
            {
                TraceId = FieldReader.TryFind(ref traceId, "trace_id"u8) ? ItemFields.TraceId(ref traceId, reading) : 0,
                SpanId = FieldReader.TryFind(ref spanId, "span_id"u8) ? ItemFields.SpanId(ref spanId, reading) : 0,
            };
        }
        var feedback = reader;
        if (FieldReader.TryFind(ref feedback, "feedback"u8) && feedback.TokenType == JsonTokenType.StartObject)
        {
            while (feedback.Read() && feedback.TokenType == JsonTokenType.PropertyName)
            {
                if (!TryReadPerson(reading.Name(ref feedback), ref feedback, reading, target))
                    feedback.Skip();
            }
        }
        reader.Skip();
    }

    private static bool TryReadPerson(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, UserFeedback target)
    {
        switch (name)
        {
            case "message" or "comments":
                reader.Read();
                target.Message = reading.Text(ref reader, TextKind.Prose, UserFeedback.LongestMessage) ?? "";
                return true;
            case "contact_email" or "email":
                reader.Read();
                target.ContactEmail = reading.Text(ref reader, TextKind.Prose, LongestText);
                return true;
            case "name":
                reader.Read();
                target.Name = reading.Text(ref reader, TextKind.Prose, LongestText);
                return true;
            case "url":
                reader.Read();
                target.Url = reading.Text(ref reader, TextKind.Prose, LongestUrl);
                return true;
            case "associated_event_id" or "event_id":
                reader.Read();
                target.EventId = Id(ref reader, reading);
                return true;
            case "source":
                reader.Read();
                target.Source = reading.Text(ref reader, TextKind.Prose, ItemFields.LongestWord);
                return true;
            default:
                return false;
        }
    }

    private static Guid? Id(ref Utf8JsonReader reader, Reading reading) =>
        reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var text) ? EventIds.Parse(text) : null;
}
