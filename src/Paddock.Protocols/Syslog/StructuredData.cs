using System.Text;

namespace Paddock.Protocols.Syslog;

/// <summary>RFC 5424's structured data: <c>[id name="value" …][…]</c>. A parameter is called <c>id.name</c>, without the id's enterprise number.</summary>
public ref struct StructuredData
{
    private static ReadOnlySpan<byte> Paddock => "paddock"u8;

    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _id;

    public (byte[] Name, byte[] Value) Current { get; private set; }

    public readonly StructuredData GetEnumerator() => this;

    /// <summary>Takes all elements off; false: they are broken.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> text, out StructuredData data)
    {
        data = default;
        var at = 0;
        while (at < text.Length && text[at] == (byte)'[')
        {
            var inValue = false;
            for (at++; at < text.Length && (inValue || text[at] != (byte)']'); at++)
            {
                if (inValue && text[at] == (byte)'\\')
                    at++;
                else if (text[at] == (byte)'"')
                    inValue = !inValue;
            }
            if (at >= text.Length)
                return false;
            at++;
        }
        if (at == 0 || (at < text.Length && text[at] != (byte)' '))
            return false;
        data._rest = text[..at];
        text = text[at..];
        return true;
    }

    /// <summary>The key of the project in <c>[paddock@… key="…"]</c> of a whole message; "" when it has none.</summary>
    public static string KeyOf(ReadOnlySpan<byte> message)
    {
        const int longestKey = 64;
        var start = message.IndexOf("[paddock"u8);
        if (start < 0)
            return "";
        var element = message[start..];
        var end = element.IndexOf((byte)']');
        var key = end < 0 ? -1 : element[..end].IndexOf(" key=\""u8);
        if (key < 0)
            return "";
        var value = element[(key + " key=\""u8.Length)..end];
        var quote = value.IndexOf((byte)'"');
        return quote is > 0 and <= longestKey ? Encoding.Latin1.GetString(value[..quote]) : "";
    }

    /// <summary>The next parameter that is not for us.</summary>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            if (_rest[0] == (byte)'[')
            {
                var end = _rest.IndexOfAny(" ]"u8);
                _id = _rest[1..end];
                var number = _id.IndexOf((byte)'@');
                _id = number < 0 ? _id : _id[..number];
                _rest = _rest[end..];
            }
            else if (_rest[0] is (byte)']' or (byte)' ')
            {
                _rest = _rest[1..];
            }
            else if (!TryReadParameter())
            {
                _rest = default;
            }
            else if (!_id.SequenceEqual(Paddock))
            {
                return true;
            }
        }
        return false;
    }

    private bool TryReadParameter()
    {
        var equals = _rest.IndexOf("=\""u8);
        if (equals <= 0)
            return false;
        byte[] name = [.. _id, (byte)'.', .. _rest[..equals]];
        var value = new List<byte>();
        var at = equals + 2;
        for (; at < _rest.Length && _rest[at] != (byte)'"'; at++)
        {
            if (_rest[at] == (byte)'\\' && at + 1 < _rest.Length && _rest[at + 1] is (byte)'"' or (byte)'\\' or (byte)']')
                at++;
            value.Add(_rest[at]);
        }
        if (at >= _rest.Length)
            return false;
        Current = (name, [.. value]);
        _rest = _rest[(at + 1)..];
        return true;
    }
}
