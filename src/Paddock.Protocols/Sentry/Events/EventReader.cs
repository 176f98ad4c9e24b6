using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>The members of an event, under today's names and under those of old clients.</summary>
internal static class EventReader
{
    private const int LongestWord = 64;
    private const int LongestName = 200;
    private const int LongestTransaction = 512;

    /// <summary>Reads the event at hand into <paramref name="target"/>; the JSON reader is at its opening brace.</summary>
    public static void Read(ref Utf8JsonReader reader, Reading reading, ErrorEvent target, ref EventSections sections)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            if (!TryReadField(name, ref reader, reading, target, ref sections) && !TryReadSection(name, ref reader, reading, target, ref sections))
            {
                sections.IsTransactionRoute |= name is "transaction_info" && SaysRoute(reader);
                ReadRest(name, ref reader, reading, target);
            }
        }
        if (reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException();
    }

    private static bool TryReadField(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, ErrorEvent target, ref EventSections sections)
    {
        switch (name)
        {
            case "event_id":
                sections.EventId = EventIds.Parse(Word(ref reader, reading, name));
                return true;
            case "timestamp":
                sections.Timestamp = Timestamps.Parse(Word(ref reader, reading, name));
                return true;
            case "level":
                target.Level = Levels.Parse(Word(ref reader, reading, name));
                return true;
            case "platform":
                target.Platform = Word(ref reader, reading, name)?.ToLowerInvariant();
                return true;
            case "logger":
                target.Logger = Text(ref reader, reading, name, LongestName);
                return true;
            case "transaction":
                target.Transaction = Text(ref reader, reading, name, LongestTransaction);
                return true;
            case "culprit":
                target.Culprit = Text(ref reader, reading, name, LongestTransaction);
                return true;
            case "server_name":
                target.Host = Text(ref reader, reading, name, LongestName);
                return true;
            case "release":
                target.Release = Text(ref reader, reading, name, LongestName);
                return true;
            case "dist":
                target.Distribution = Text(ref reader, reading, name, LongestWord);
                return true;
            case "environment":
                target.Environment = Text(ref reader, reading, name, LongestWord);
                return true;
            case "sample_rate":
                ReadSampleRate(ref reader, reading, target);
                return true;
            case "checksum":
                // An old client's own grouping.
                if (Word(ref reader, reading, name) is { } checksum)
                    reading.Grouping.Fingerprint ??= [checksum];
                return true;
            case "type" or "project" or "received" or "sent_at" or "key_id":
                reader.Skip();
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadSection(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, ErrorEvent target, ref EventSections sections)
    {
        var isKnown = true;
        name = CurrentName(name);
        var outer = reading.Path.Enter(name);
        switch (name)
        {
            case "exceptions":
                if (Begin(ref reader))
                    sections.Exceptions = Section(ref reader, reading, ExceptionReader.Read);
                break;
            case "threads":
                if (Begin(ref reader))
                    sections.Threads = Section(ref reader, reading, ThreadReader.Read);
                break;
            case "stacktrace":
                if (Begin(ref reader))
                    sections.OwnStack = Section(ref reader, reading, ThreadReader.ReadOwnStack);
                break;
            case "breadcrumbs":
                if (Begin(ref reader))
                    sections.Breadcrumbs = Section(ref reader, reading, BreadcrumbReader.Read);
                break;
            case "request":
                if (Begin(ref reader))
                    sections.Request = Section(ref reader, reading, RequestReader.Read, target);
                break;
            case "user":
                if (Begin(ref reader))
                    sections.User = Section(ref reader, reading, UserReader.Read, target);
                break;
            case "contexts":
                if (Begin(ref reader))
                    sections.Contexts = Section(ref reader, reading, ContextReader.Read, target);
                break;
            case "extra":
                if (Begin(ref reader))
                    sections.Extra = Section(ref reader, reading, ReadExtra);
                break;
            case "tags":
                if (Begin(ref reader))
                    target.Tags = TagReader.Read(ref reader, reading);
                break;
            case "message":
                if (Begin(ref reader))
                    MessageReader.Read(ref reader, reading, target);
                break;
            case "fingerprint":
                if (Begin(ref reader))
                    reading.Grouping.Fingerprint = FingerprintReader.Read(ref reader, reading);
                break;
            default:
                isKnown = false;
                break;
        }
        reading.Path.Leave(outer);
        return isKnown;
    }

    // Old clients call the parts by the classes of Sentry's server.
    private static ReadOnlySpan<char> CurrentName(ReadOnlySpan<char> name) => name switch
    {
        "exception" or "sentry.interfaces.Exception" => "exceptions",
        "logentry" or "sentry.interfaces.Message" => "message",
        "sentry.interfaces.Stacktrace" => "stacktrace",
        "sentry.interfaces.Breadcrumbs" => "breadcrumbs",
        "sentry.interfaces.Http" => "request",
        "sentry.interfaces.User" => "user",
        "sentry.interfaces.Contexts" => "contexts",
        _ => name,
    };

    private delegate void SectionReader(ref Utf8JsonReader reader, Reading reading);

    private delegate void TargetedReader(ref Utf8JsonReader reader, Reading reading, ErrorEvent target);

    private static Slice Section(ref Utf8JsonReader reader, Reading reading, SectionReader read)
    {
        var start = reading.Output.Length;
        read(ref reader, reading);
        return reading.Output.Since(start);
    }

    private static Slice Section(ref Utf8JsonReader reader, Reading reading, TargetedReader read, ErrorEvent target)
    {
        var start = reading.Output.Length;
        read(ref reader, reading, target);
        return reading.Output.Since(start);
    }

    // To the value; false when there is none.
    private static bool Begin(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.Null;
    }

    private static void ReadExtra(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ValueCopier.Copy(ref reader, reading, CopyRules.Extra);
            return;
        }
        reading.Invalid(ref reader);
        reading.Output.Write("{}"u8);
    }

    private static void ReadRest(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        var main = reading.Output;
        reading.Output = reading.Rest;
        switch (name)
        {
            case "sdk":
                if (Begin(ref reader))
                    SdkReader.Read(ref reader, reading, target);
                break;
            case "template" or "sentry.interfaces.Template":
                if (Begin(ref reader))
                    TemplateReader.Read(ref reader, reading);
                break;
            case "modules" or "debug_meta" or "errors":
                FieldReader.WriteOther(ref reader, reading, name, CopyRules.Technical);
                break;
            case "_meta":
                FieldReader.WriteOther(ref reader, reading, name, CopyRules.Annotations);
                break;
            case var _ when reading.Output.Length < Reading.MostOutputBytes:
                FieldReader.WriteOther(ref reader, reading, name, CopyRules.Unknown);
                break;
            default:
                reader.Skip();
                break;
        }
        reading.Output = main;
    }

    private static bool SaysRoute(Utf8JsonReader ahead)
    {
        ahead.Read();
        return FieldReader.TryFind(ref ahead, "source"u8) && JsonStrings.Is(ref ahead, "route"u8);
    }

    private static void ReadSampleRate(ref Utf8JsonReader reader, Reading reading, ErrorEvent target)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var rate) && SampleRates.IsOne(rate))
            target.SampleRate = rate;
        else
            reading.Invalid(ref reader);
    }

    private static string? Word(ref Utf8JsonReader reader, Reading reading, scoped ReadOnlySpan<char> name) => Text(ref reader, reading, name, LongestWord);

    private static string? Text(ref Utf8JsonReader reader, Reading reading, scoped ReadOnlySpan<char> name, int mostCharacters)
    {
        var outer = reading.Path.Enter(name);
        reader.Read();
        var text = reading.Text(ref reader, TextKind.Prose, mostCharacters);
        reading.Path.Leave(outer);
        return text;
    }
}
