using System.Runtime.InteropServices;
using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

internal static class MetricReader
{
    public static bool Read(ref Utf8JsonReader reader, Reading reading, SentryMetric metric)
    {
        metric.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            if (!TryReadPoint(name, ref reader, reading, metric) && !TryReadContext(name, ref reader, reading, metric))
                reader.Skip();
        }
        if (!reading.Echoes.IsEmpty)
        {
            foreach (ref var attribute in CollectionsMarshal.AsSpan(metric.AttributeList))
                attribute = attribute with { Value = ItemFields.WithoutEchoes(attribute.Value, reading, metric.Texts) };
        }
        return true;
    }

    public static bool TryTake(SentryMetric metric, ReadOnlySpan<char> key, ReadOnlyMemory<byte> value)
    {
        var origin = metric.Origin;
        // Of a point it is the machine that measured.
        if (key is "server.address")
            origin = origin with { Host = origin.Host.IsEmpty ? value : origin.Host };
        else if (!OriginAttributes.TryTake(ref origin, key, value))
            return OriginAttributes.SaysNothing(key);
        metric.Origin = origin;
        return true;
    }

    private static bool TryReadPoint(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentryMetric metric)
    {
        switch (name)
        {
            case "name":
                reader.Read();
                metric.Name = ItemFields.Name(ref reader, reading, metric.Texts);
                return true;
            case "type":
                reader.Read();
                metric.Draft.Kind = reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var type) ? KindOf(type) : null;
                return true;
            case "value":
                reader.Read();
                metric.Draft.Value = ItemFields.Number(ref reader, reading);
                return true;
            case "unit":
                reader.Read();
                metric.Unit = ItemFields.Word(ref reader, reading, metric.Texts);
                return true;
            case "timestamp":
                reader.Read();
                metric.Draft.Time = ItemFields.Time(ref reader, reading);
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadContext(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SentryMetric metric)
    {
        switch (name)
        {
            case "trace_id":
                reader.Read();
                metric.Origin = metric.Origin with { TraceId = ItemFields.TraceId(ref reader, reading) };
                return true;
            case "span_id":
                reader.Read();
                metric.Origin = metric.Origin with { SpanId = ItemFields.SpanId(ref reader, reading) };
                return true;
            case "attributes":
                reader.Read();
                AttributeReader.Read(ref reader, reading, metric, isTyped: true);
                return true;
            default:
                return false;
        }
    }

    private static MetricKind? KindOf(ReadOnlySpan<char> type) => type switch
    {
        "counter" => MetricKind.Counter,
        "gauge" => MetricKind.Gauge,
        "distribution" => MetricKind.Distribution,
        _ => null,
    };
}
