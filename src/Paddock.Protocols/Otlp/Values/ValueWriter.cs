using System.Buffers.Text;
using System.Globalization;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Otlp;

/// <summary>Renders values as text: strings as they are, bytes as Base64, lists and maps as compact JSON; without secrets.</summary>
internal sealed class ValueWriter(CleanText clean, AttributeNames names)
{
    private const int LongestNumber = 32;
    private const long SmallestCard = 1_000_000_000_000;

    /// <summary>False when the value is malformed.</summary>
    public bool TryWrite(JsonBuffer target, in AnyValue value, AttributeName name, int mostBytes, out Slice text)
    {
        var start = target.Length;
        var isGood = true;
        if (name.IsSensitive && HoldsSomething(value, name))
            Filter(target, value);
        else if (value.Kind is AnyValueKind.Array or AnyValueKind.Map)
            isGood = WriteContainer(target, value, depth: 1, stop: start + mostBytes);
        else if (value.Kind == AnyValueKind.String)
            clean.Write(target, value.Content, mostBytes);
        else
            WriteScalar(target, value, mostBytes);
        text = target.Since(start);
        return isGood;
    }

    /// <summary>Writes <c>"key":value</c>, as of a JSON object at this depth; false when the value is malformed.</summary>
    /// <param name="stop">Of the target's length: no list or map in the value gets an element behind it.</param>
    public bool TryWriteMember(JsonBuffer target, ReadOnlySpan<byte> key, in AnyValue value, int depth, int stop)
    {
        var name = names.Get(key);
        clean.WriteJson(target, name.Key, OtlpLimits.KeyBytes);
        target.Write((byte)':');
        if (!name.IsSensitive || !HoldsSomething(value, name))
            return WriteElement(target, value, depth, stop);
        WriteFiltered(target, value);
        return true;
    }

    // Null, booleans and empty strings give nothing away, nor do amounts of tokens.
    private static bool HoldsSomething(in AnyValue value, AttributeName name) => value.Kind switch
    {
        AnyValueKind.Empty or AnyValueKind.Bool => false,
        AnyValueKind.String or AnyValueKind.Bytes => !value.Content.IsEmpty,
        AnyValueKind.Int or AnyValueKind.Double => !name.IsAmount,
        _ => true,
    };

    private void Filter(JsonBuffer target, in AnyValue value)
    {
        target.Write("[Filtered]"u8);
        if (value.Kind == AnyValueKind.String)
            clean.Remember(value.Content);
    }

    private static void WriteScalar(JsonBuffer target, in AnyValue value, int mostBytes)
    {
        switch (value.Kind)
        {
            case AnyValueKind.Bool:
                target.Write(value.Int != 0 ? "true"u8 : "false"u8);
                break;
            case AnyValueKind.Int:
                WriteInt(target, value.Int);
                break;
            case AnyValueKind.Double:
                WriteDouble(target, value.Double);
                break;
            case AnyValueKind.Bytes:
                WriteBase64(target, value.Content, mostBytes);
                break;
        }
    }

    private static void WriteInt(JsonBuffer target, long number)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        Utf8Formatter.TryFormat(number, digits, out var length);
        target.Write(number >= SmallestCard && Numbers.IsCard(digits[..length]) ? "[Filtered]"u8 : digits[..length]);
    }

    /// <summary>The shortest text that gives the same number again; NaN, Infinity and -Infinity by these names.</summary>
    public static void WriteDouble(JsonBuffer target, double number)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        number.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
        target.Write(digits[..length]);
    }

    private static void WriteBase64(JsonBuffer target, ReadOnlySpan<byte> bytes, int mostBytes)
    {
        const int step = 768; // a multiple of three: only the last one is padded
        Span<byte> text = stackalloc byte[step / 3 * 4];
        for (bytes = bytes[..Math.Min(bytes.Length, mostBytes / 4 * 3)]; !bytes.IsEmpty; bytes = bytes[Math.Min(step, bytes.Length)..])
        {
            Base64.EncodeToUtf8(bytes[..Math.Min(step, bytes.Length)], text, out _, out var written);
            target.Write(text[..written]);
        }
    }

    private bool WriteContainer(JsonBuffer target, in AnyValue container, int depth, int stop)
    {
        if (depth > OtlpLimits.Depth)
        {
            target.Write("\"…\""u8);
            return true;
        }
        var isMap = container.Kind == AnyValueKind.Map;
        var hidesNext = false;
        var cursor = new ValueCursor(container);
        target.Write(isMap ? (byte)'{' : (byte)'[');
        while (target.Length < stop && cursor.TryRead(out var key, out var value))
        {
            if (isMap ? !TryWriteMember(target, key, value, depth, stop) : !TryWriteElement(target, value, hidesNext, depth, stop))
                return false;
            hidesNext = !isMap && value.Kind == AnyValueKind.String && NamesTheNext(value.Content);
            target.Write((byte)',');
        }
        target.Close(isMap ? '}' : ']');
        return !cursor.IsMalformed;
    }

    private bool TryWriteElement(JsonBuffer target, in AnyValue value, bool isHidden, int depth, int stop)
    {
        if (!isHidden || !HoldsSomething(value, AttributeName.None))
            return WriteElement(target, value, depth, stop);
        WriteFiltered(target, value);
        return true;
    }

    private void WriteFiltered(JsonBuffer target, in AnyValue value)
    {
        target.Write((byte)'"');
        Filter(target, value);
        target.Write((byte)'"');
    }

    private bool WriteElement(JsonBuffer target, in AnyValue value, int depth, int stop)
    {
        var room = Math.Max(0, stop - target.Length);
        switch (value.Kind)
        {
            case AnyValueKind.Array or AnyValueKind.Map:
                return WriteContainer(target, value, depth + 1, stop);
            case AnyValueKind.String:
                clean.WriteJson(target, value.Content, room);
                break;
            case AnyValueKind.Empty:
                target.Write("null"u8);
                break;
            case AnyValueKind.Bool or AnyValueKind.Int or AnyValueKind.Double when IsJsonNumber(value):
                WriteScalar(target, value, room);
                break;
            default:
                target.Write((byte)'"');
                WriteScalar(target, value, room);
                target.Write((byte)'"');
                break;
        }
        return true;
    }

    // JSON has no word for infinity, and what may be a card's number becomes a text.
    private static bool IsJsonNumber(in AnyValue value) => value.Kind switch
    {
        AnyValueKind.Double => double.IsFinite(value.Double),
        AnyValueKind.Int => value.Int < SmallestCard,
        _ => true,
    };

    // "--password", "hunter2" among the arguments of a command.
    private bool NamesTheNext(ReadOnlySpan<byte> element) =>
        element.StartsWith("--"u8) && !element.Contains((byte)'=') && element.Length <= OtlpLimits.KeyBytes && names.Get(element).IsSensitive;
}
