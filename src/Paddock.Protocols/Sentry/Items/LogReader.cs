using System.Runtime.InteropServices;
using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>The members of a log record, under Sentry's names and under those of OpenTelemetry's JSON.</summary>
internal static class LogReader
{
    private const int LongestMessage = 32 * 1024;

    public static bool Read(ref Utf8JsonReader reader, Reading reading, SentryLog log)
    {
        log.Clear();
        double? number = null;
        byte ofName = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "level" or "severity_text" or "severityText":
                    reader.Read();
                    if (reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var level))
                        ofName = Severities.NumberOf(level);
                    break;
                case "severity_number" or "severityNumber":
                    reader.Read();
                    number = ItemFields.Number(ref reader, reading);
                    break;
                case var name when TryReadMember(name, ref reader, reading, log):
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        log.SeverityNumber = Severities.Number(number, ofName);
        log.Severity = Severities.NameOf(log.SeverityNumber);
        RemoveEchoes(reading, log);
        return true;
    }

    public static bool TryTake(SentryLog log, ReadOnlySpan<char> key, ReadOnlyMemory<byte> value)
    {
        var origin = log.Origin;
        switch (key)
        {
            case "sentry.message.template":
                log.Template = value;
                return true;
            case "logger.name" or "logger":
                log.Logger = value;
                return true;
            case "http.route":
                log.Route = value;
                return true;
            // Of a log record it is the machine that wrote it.
            case "server.address":
                origin = origin with { Host = origin.Host.IsEmpty ? value : origin.Host };
                break;
            case "sentry.trace.parent_span_id":
                origin = origin with { SpanId = origin.SpanId == 0 ? ItemFields.SpanId(value) : origin.SpanId };
                break;
            default:
                if (!OriginAttributes.TryTake(ref origin, key, value))
                    return OriginAttributes.SaysNothing(key);
                break;
        }
        log.Origin = origin;
        return true;
    }

    private static bool TryReadMember(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentryLog log)
    {
        switch (name)
        {
            case "timestamp":
                reader.Read();
                log.Time = ItemFields.Time(ref reader, reading);
                return true;
            case "timeUnixNano" or "time_unix_nano":
                reader.Read();
                log.Time = reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var time) && long.TryParse(time, out var nanoseconds) ? nanoseconds : null;
                return true;
            case "body":
                reader.Read();
                AttributeReader.EnterTyped(ref reader, out var isInside);
                log.Message = ItemFields.Text(ref reader, reading, log.Texts, LongestMessage);
                if (isInside)
                    Lists.LeaveObject(ref reader);
                return true;
            case "trace_id" or "traceId":
                reader.Read();
                log.Origin = log.Origin with { TraceId = ItemFields.TraceId(ref reader, reading) };
                return true;
            case "span_id" or "spanId":
                reader.Read();
                log.Origin = log.Origin with { SpanId = ItemFields.SpanId(ref reader, reading) };
                return true;
            case "attributes":
                reader.Read();
                AttributeReader.Read(ref reader, reading, log, isTyped: true);
                return true;
            default:
                return false;
        }
    }

    private static void RemoveEchoes(Reading reading, SentryLog log)
    {
        if (reading.Echoes.IsEmpty)
            return;
        log.Message = ItemFields.WithoutEchoes(log.Message, reading, log.Texts);
        log.Template = ItemFields.WithoutEchoes(log.Template, reading, log.Texts);
        log.Route = ItemFields.WithoutEchoes(log.Route, reading, log.Texts);
        foreach (ref var attribute in CollectionsMarshal.AsSpan(log.AttributeList))
            attribute = attribute with { Value = ItemFields.WithoutEchoes(attribute.Value, reading, log.Texts) };
    }
}
