using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>
/// The scalars of protobuf's JSON form. Each reads the current value and leaves the reader at its last token; null is the type's default.
/// False: the value is of a type that does not belong here; then it was stepped over.
/// </summary>
internal static class OtlpJson
{
    // Stepping over takes no stack, and what is deeper than OtlpLimits.Depth is cut, so no depth need be refused.
    public static readonly JsonReaderOptions Options = new() { MaxDepth = OtlpLimits.BodyBytes };

    [ThreadStatic]
    private static CharBuffer? s_chars;

    public static bool Is(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => JsonStrings.Is(ref reader, name);

    /// <summary>True in front of each property of the object at whose start the reader is; the reader is then at the name.</summary>
    public static bool TryReadName(scoped ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>A string's text as UTF-8.</summary>
    public static bool TryText(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.String)
            return Refuse(ref reader);
        utf8 = reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;
        return true;
    }

    /// <summary>A number, or a string of one.</summary>
    public static bool TryUInt64(scoped ref Utf8JsonReader reader, out ulong value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            return Refuse(ref reader);
        if (Utf8Parser.TryParse(reader.ValueSpan, out value, out var consumed) && consumed == reader.ValueSpan.Length)
            return true;
        // 1e3 and 1.0 are whole numbers, too.
        var isWhole = TryNumber(reader.ValueSpan, out var number) && number >= 0 && number < ulong.MaxValue && double.IsInteger(number);
        value = isWhole ? (ulong)number : 0;
        return isWhole;
    }

    public static bool TryInt64(scoped ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            return Refuse(ref reader);
        if (Utf8Parser.TryParse(reader.ValueSpan, out value, out var consumed) && consumed == reader.ValueSpan.Length)
            return true;
        var isWhole = TryNumber(reader.ValueSpan, out var number) && number is > long.MinValue and < long.MaxValue && double.IsInteger(number);
        value = isWhole ? (long)number : 0;
        return isWhole;
    }

    public static bool TryInt32(scoped ref Utf8JsonReader reader, out int value)
    {
        var isGood = TryInt64(ref reader, out var number);
        value = unchecked((int)number);
        return isGood && number == value;
    }

    /// <summary>A number, or a string of one, or of NaN, Infinity, -Infinity.</summary>
    public static bool TryDouble(scoped ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        return reader.TokenType is JsonTokenType.Number or JsonTokenType.String ? TryNumber(reader.ValueSpan, out value) : Refuse(ref reader);
    }

    public static bool TryBool(scoped ref Utf8JsonReader reader, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null || Refuse(ref reader);
    }

    /// <summary>An id in hexadecimal. One that is empty, of another length than the target's or of other characters is none: all zero.</summary>
    public static bool TryHex(scoped ref Utf8JsonReader reader, scoped Span<byte> target)
    {
        target.Clear();
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.String)
            return Refuse(ref reader);
        if (reader.ValueSpan.Length != 2 * target.Length || Convert.FromHexString(reader.ValueSpan, target, out _, out _) != OperationStatus.Done)
            target.Clear();
        return true;
    }

    /// <summary>Base64, of either alphabet, with or without padding.</summary>
    public static bool TryBytes(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> bytes)
    {
        if (!TryText(ref reader, out bytes))
            return false;
        var text = bytes.ToArray().AsSpan();
        text.Replace((byte)'+', (byte)'-');
        text.Replace((byte)'/', (byte)'_');
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var isGood = Base64Url.DecodeFromUtf8(text, decoded, out _, out var written) == OperationStatus.Done;
        bytes = decoded.AsSpan(0, written);
        return isGood;
    }

    /// <summary>Steps over a value of a wrong type.</summary>
    public static bool Refuse(scoped ref Utf8JsonReader reader)
    {
        reader.Skip();
        return false;
    }

    /// <summary>Steps over the current value and gives its JSON, to be read later.</summary>
    public static ReadOnlySpan<byte> Capture(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        number = text switch
        {
            _ when text.SequenceEqual("NaN"u8) => double.NaN,
            _ when text.SequenceEqual("Infinity"u8) => double.PositiveInfinity,
            _ when text.SequenceEqual("-Infinity"u8) => double.NegativeInfinity,
            _ => 0,
        };
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return number != 0 || double.TryParse(text, style, CultureInfo.InvariantCulture, out number);
    }

    // The array is the string's own: other strings of the same record are still in use.
    private static byte[] Unescape(scoped ref Utf8JsonReader reader) => Encoding.UTF8.GetBytes(JsonStrings.Decode(ref reader, s_chars ??= new CharBuffer(1024)).ToArray());
}
