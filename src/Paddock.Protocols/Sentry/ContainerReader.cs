using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Events;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>
/// Cuts a container (<c>{"items":[…]}</c> of logs, spans or metrics) into its items, one at a time and without copying:
/// <c>var items = new ContainerReader(payload); while (items.TryRead(out var item)) …</c>
/// </summary>
public ref struct ContainerReader
{
    private ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private readonly bool _isArray;
    private bool _isRepaired;
    private bool _isOpen;

    /// <param name="payload">Of the item, at most <see cref="SentryLimits.ItemContainerBytes"/>.</param>
    public ContainerReader(ReadOnlySpan<byte> payload)
        : this(payload, isArray: false)
    {
    }

    private ContainerReader(ReadOnlySpan<byte> json, bool isArray)
    {
        _json = json;
        _isArray = isArray;
        IsBroken = json.Length > SentryLimits.ItemContainerBytes || !TryOpenOrRepair();
    }

    /// <summary>How many items were read.</summary>
    public int Count { get; private set; }

    /// <summary>The JSON could not be read to its end; what was read before is good.</summary>
    public bool IsBroken { get; private set; }

    internal static ContainerReader OfArray(ReadOnlySpan<byte> json) => new(json, isArray: true);

    /// <summary>False at the end, or where the container is broken.</summary>
    public bool TryRead(out ReadOnlySpan<byte> item)
    {
        item = default;
        while (_isOpen)
        {
            try
            {
                return TryReadOnce(out item);
            }
            catch (JsonException)
            {
                _isOpen = false;
                if (!TryRepair())
                    IsBroken = true;
            }
        }
        return false;
    }

    private bool TryReadOnce(out ReadOnlySpan<byte> item)
    {
        item = default;
        if (!_reader.Read())
            throw new JsonException();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            _isOpen = false;
            return false;
        }
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        item = _json[start..(int)_reader.BytesConsumed];
        Count++;
        return true;
    }

    private bool TryOpenOrRepair() => TryOpen() || TryRepair();

    private bool TryOpen()
    {
        _reader = new Utf8JsonReader(_json, ItemJson.Options);
        try
        {
            _isOpen = _reader.Read() && (_isArray || FieldReader.TryFind(ref _reader, "items"u8)) && _reader.TokenType == JsonTokenType.StartArray;
            return _isOpen;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // As events: once, and from behind the items that were read already.
    private bool TryRepair()
    {
        if (_isRepaired)
            return false;
        _isRepaired = true;
        var repaired = new byte[JsonRepair.MostLength(_json.Length)];
        if (!JsonRepair.TryRepair(_json, repaired, out var length))
            return false;
        _json = repaired.AsSpan(0, length);
        if (!TryOpen())
            return false;
        try
        {
            for (var read = 0; read < Count && _reader.Read(); read++)
                _reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return _isOpen = false;
        }
    }
}
