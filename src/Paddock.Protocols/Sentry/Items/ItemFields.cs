using System.Globalization;
using System.Text;
using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>Reads single members; the reader is at their value. What is of a wrong type is as if it were not there.</summary>
internal static class ItemFields
{
    public const int LongestWord = 64;
    public const int LongestName = 200;
    private const int LongestId = 64;
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    public static ReadOnlyMemory<byte> Text(ref Utf8JsonReader reader, Reading reading, Utf8Arena texts, int mostCharacters) =>
        reading.TryText(ref reader, TextKind.Prose, mostCharacters, out var text) ? texts.Add(text.Trim()) : default;

    public static ReadOnlyMemory<byte> Word(ref Utf8JsonReader reader, Reading reading, Utf8Arena texts) => Text(ref reader, reading, texts, LongestWord);

    public static ReadOnlyMemory<byte> Name(ref Utf8JsonReader reader, Reading reading, Utf8Arena texts) => Text(ref reader, reading, texts, LongestName);

    public static long? Time(ref Utf8JsonReader reader, Reading reading) =>
        reading.TryText(ref reader, TextKind.Prose, LongestWord, out var text) ? Timestamps.Parse(text) : null;

    /// <summary>Hex digits; 0 when they are not those of a trace id.</summary>
    public static UInt128 TraceId(ref Utf8JsonReader reader, Reading reading) =>
        EventIds.ParseHex(Id(ref reader, reading), TraceIdBytes) is { IsEmpty: false } id ? System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(id.Span) : 0;

    /// <summary>16 hex digits; 0 when they are not those of a span id.</summary>
    public static ulong SpanId(ref Utf8JsonReader reader, Reading reading) => SpanId(Id(ref reader, reading));

    public static ulong SpanId(ReadOnlySpan<char> hex) =>
        hex.Length == 2 * SpanIdBytes && ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public static ulong SpanId(ReadOnlyMemory<byte> hex) =>
        hex.Length == 2 * SpanIdBytes && ulong.TryParse(hex.Span, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>A finite number, also one between quotes.</summary>
    public static double? Number(ref Utf8JsonReader reader, Reading reading) =>
        reading.TryText(ref reader, TextKind.Prose, LongestWord, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static double? Number(ReadOnlyMemory<byte> text) =>
        double.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Which share was sent; null for what is no share.</summary>
    public static double? SampleRate(double? rate) => rate is { } share && SampleRates.IsOne(share) ? rate : null;

    /// <summary>The text without what was found to be secret elsewhere in the record.</summary>
    public static ReadOnlyMemory<byte> WithoutEchoes(ReadOnlyMemory<byte> text, Reading reading, Utf8Arena texts) =>
        reading.Echoes.OccurIn(text.Span) ? texts.Add(reading.Echoes.Replace(Encoding.UTF8.GetString(text.Span))) : text;

    private static ReadOnlySpan<char> Id(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestId)
            return reading.Decode(ref reader);
        reader.Skip();
        return default;
    }
}
