using System.Text.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>The elements of an arrayValue, or the pairs of a kvlistValue: <c>{"values":[…]}</c>.</summary>
internal ref struct JsonValueCursor
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly bool _isMap;
    private readonly bool _hasValues;
    private Utf8JsonReader _reader;

    /// <param name="json">An object that was read before: it is good JSON.</param>
    public JsonValueCursor(ReadOnlySpan<byte> json, bool isMap)
    {
        _json = json;
        _isMap = isMap;
        _reader = new Utf8JsonReader(json, OtlpJson.Options);
        _reader.Read();
        while (OtlpJson.TryReadName(ref _reader))
        {
            var isValues = OtlpJson.Is(ref _reader, "values"u8);
            _reader.Read();
            if (isValues && _reader.TokenType == JsonTokenType.StartArray)
            {
                _hasValues = true;
                return;
            }
            IsMalformed |= isValues && _reader.TokenType != JsonTokenType.Null;
            _reader.Skip();
        }
    }

    public bool IsMalformed { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> key, out AnyValue value)
    {
        key = default;
        value = default;
        if (!_hasValues || !_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
            return false;
        IsMalformed = _isMap ? !JsonValues.TryReadPair(ref _reader, _json, out key, out value) : !JsonValues.TryRead(ref _reader, _json, out value);
        return !IsMalformed;
    }
}
