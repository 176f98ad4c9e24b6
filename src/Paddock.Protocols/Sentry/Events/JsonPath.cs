using System.Globalization;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Where in the event we are: "request.headers.authorization", "exceptions.0.frames.12.vars.password".</summary>
internal sealed class JsonPath
{
    private const int LongestSegment = 100;

    private readonly CharBuffer _path = new(128);

    public void Clear() => _path.Clear();

    /// <summary>Enters a member; gives what <see cref="Leave"/> takes to come back.</summary>
    public int Enter(ReadOnlySpan<char> name)
    {
        var before = _path.Length;
        if (before > 0)
            _path.Append('.');
        _path.Append(name[..Math.Min(name.Length, LongestSegment)]);
        return before;
    }

    public int Enter(int index)
    {
        Span<char> digits = stackalloc char[11];
        index.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return Enter(digits[..length]);
    }

    public void Leave(int before) => _path.Truncate(before);

    public override string ToString() => _path.Span.ToString();
}
