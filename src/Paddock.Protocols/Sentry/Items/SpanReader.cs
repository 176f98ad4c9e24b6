using System.Text.Json;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>The members of a span, of version 2 (name, end_timestamp, attributes) and before (description, timestamp, data, tags).</summary>
internal static class SpanReader
{
    public const int LongestName = 16 * 1024;

    public static bool ReadSpan(ref Utf8JsonReader reader, Reading reading, SentrySpan span)
    {
        span.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadMember(reading.Name(ref reader), ref reader, reading, span))
                reader.Skip();
        }
        Finish(reading, span);
        return true;
    }

    /// <summary>False, and the reader where it was, for a member that spans do not have.</summary>
    public static bool TryReadMember(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentrySpan span) =>
        TryReadIdentity(name, ref reader, reading, span) || TryReadContent(name, ref reader, reading, span);

    /// <summary>Takes the secrets that were found in one place out of all others.</summary>
    public static void Finish(Reading reading, SentrySpan span)
    {
        if (reading.Echoes.IsEmpty)
            return;
        span.Name = Without(span.Name);
        span.Transaction = Without(span.Transaction);
        span.Route = Without(span.Route);
        span.Url = Without(span.Url);
        span.UrlPath = Without(span.UrlPath);
        span.DbStatement = Without(span.DbStatement);
        foreach (ref var attribute in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(span.AttributeList))
            attribute = attribute with { Value = Without(attribute.Value) };

        ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> text) => ItemFields.WithoutEchoes(text, reading, span.Texts);
    }

    private static bool TryReadIdentity(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentrySpan span)
    {
        switch (name)
        {
            case "trace_id":
                reader.Read();
                span.Origin = span.Origin with { TraceId = ItemFields.TraceId(ref reader, reading) };
                return true;
            case "span_id":
                reader.Read();
                span.Origin = span.Origin with { SpanId = ItemFields.SpanId(ref reader, reading) };
                return true;
            case "parent_span_id":
                reader.Read();
                span.ParentSpanId = ItemFields.SpanId(ref reader, reading);
                return true;
            case "start_timestamp":
                reader.Read();
                span.Draft.Start = ItemFields.Time(ref reader, reading);
                return true;
            case "end_timestamp" or "timestamp":
                reader.Read();
                span.Draft.End = ItemFields.Time(ref reader, reading);
                return true;
            case "is_segment":
                reader.Read();
                span.IsRoot = reader.TokenType == JsonTokenType.True;
                reader.Skip();
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadContent(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentrySpan span)
    {
        switch (name)
        {
            case "name" or "description":
                reader.Read();
                span.Name = ItemFields.Text(ref reader, reading, span.Texts, LongestName);
                return true;
            case "op":
                reader.Read();
                span.Op = ItemFields.Name(ref reader, reading, span.Texts);
                return true;
            case "status":
                reader.Read();
                span.Status = ItemFields.Word(ref reader, reading, span.Texts);
                return true;
            case "attributes":
                reader.Read();
                AttributeReader.Read(ref reader, reading, span, isTyped: true);
                return true;
            case "data" or "tags":
                reader.Read();
                AttributeReader.Read(ref reader, reading, span, isTyped: false);
                return true;
            case "measurements":
                reader.Read();
                AttributeReader.Read(ref reader, reading, span, isTyped: true, "measurements.");
                return true;
            case "origin":
                reader.Read();
                AttributeReader.Add(ref reader, reading, span, "sentry.origin");
                return true;
            default:
                return false;
        }
    }
}
