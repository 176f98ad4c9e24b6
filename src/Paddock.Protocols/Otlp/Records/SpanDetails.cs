using System.Buffers.Binary;
using System.Globalization;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>The events, or the links, of one span, as a JSON array that is written while they are read. What is too much is left out.</summary>
internal sealed class SpanDetails(OtlpReading reading)
{
    private const int LongestNumber = 20;
    private JsonBuffer _text = null!;
    private Slice _json;
    private int _attributes;

    public ReadOnlySpan<byte> Json => _text.Span(_json);

    public void Open(JsonBuffer text) => _text = text;

    public void Close() => _text.Dispose();

    public void Begin()
    {
        _text.Truncate(0);
        _json = default;
    }

    /// <summary>False: there is no room for one more, and it is counted as dropped.</summary>
    public bool TryBegin()
    {
        if (_text.Length < OtlpLimits.DetailBytes)
            return true;
        reading.Own.Dropped++;
        return false;
    }

    public void WriteEvent(ulong time, ReadOnlySpan<byte> name)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        time.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        // 64-bit integers are strings, as everywhere in our JSON.
        BeginElement("{\"time\":\""u8);
        _text.Write(digits[..length]);
        _text.Write("\",\"name\":"u8);
        reading.Text.WriteJson(_text, name, OtlpLimits.NameBytes);
        _text.Write(",\"attributes\":{"u8);
    }

    public void WriteLink(ReadOnlySpan<byte> traceId, ulong spanId)
    {
        Span<byte> id = stackalloc byte[TraceIds.TraceIdBytes];
        TraceIds.SetTraceId(id, traceId);
        BeginElement("{\"trace_id\":\""u8);
        WriteHex(id);
        BinaryPrimitives.WriteUInt64BigEndian(id, spanId);
        _text.Write("\",\"span_id\":\""u8);
        WriteHex(id[..TraceIds.SpanIdBytes]);
        _text.Write("\",\"attributes\":{"u8);
    }

    /// <summary>False when the value is malformed.</summary>
    public bool TryAdd(ReadOnlySpan<byte> key, in AnyValue value)
    {
        if (key.IsEmpty || _attributes == OtlpLimits.Attributes || _text.Length >= OtlpLimits.DetailBytes)
        {
            reading.Own.Dropped++;
            return true;
        }
        _attributes++;
        var isGood = reading.Values.TryWriteMember(_text, key, value, depth: 0, stop: _text.Length + OtlpLimits.ValueBytes);
        _text.Write((byte)',');
        return isGood;
    }

    public void End()
    {
        _text.Close('}');
        _text.Write("}]"u8);
        _json = _text.Since(0);
    }

    public void RemoveEchoes(CleanText clean)
    {
        if (_json.IsEmpty || !clean.Echoes.OccurIn(Json))
            return;
        var json = Json.ToArray();
        _text.Truncate(0);
        _json = clean.Echoes.Copy(json, _text);
    }

    private void BeginElement(ReadOnlySpan<byte> start)
    {
        // In place of the bracket that closed the list so far.
        _text.Truncate(Math.Max(0, _text.Length - 1));
        _text.Write(_text.Length == 0 ? (byte)'[' : (byte)',');
        _text.Write(start);
        _attributes = 0;
    }

    private void WriteHex(ReadOnlySpan<byte> id)
    {
        Span<byte> digits = stackalloc byte[2 * TraceIds.TraceIdBytes];
        Convert.TryToHexStringLower(id, digits, out var length);
        _text.Write(digits[..length]);
    }
}
