using System.Text;

namespace Paddock.Receivers;

/// <summary>Turns the texts of one record into UTF-8, in one piece of memory as long as it lasts.</summary>
internal ref struct Utf8Scratch(Span<byte> memory)
{
    private Span<byte> _free = memory;

    public ReadOnlySpan<byte> Of(string text)
    {
        if (!Encoding.UTF8.TryGetBytes(text, _free, out var length)) return Encoding.UTF8.GetBytes(text);
        var bytes = _free[..length];
        _free = _free[length..];
        return bytes;
    }
}
