using System.Globalization;
using System.Text;

namespace Paddock.Engine.Native;

/// <summary>An error in ClickHouse's own numbering; <see cref="Exception.Message"/> is its whole text ("Code: 60. DB::Exception: …").</summary>
internal sealed class EngineError(int code, string message) : Exception(message)
{
    internal const int SyntaxError = 62;
    internal const int NotImplemented = 48;
    internal const int ReadOnly = 164;
    internal const int TooManySimultaneousQueries = 202;
    internal const int CannotDecompress = 271;
    internal const int UnknownException = 1002;

    internal int Code { get; } = code;

    internal static EngineError Of(int code, string name, string text) => new(code, $"Code: {code}. DB::Exception: {text} ({name})");

    internal static unsafe EngineError FromText(byte* text)
    {
        var message = new string((sbyte*)text, 0, Length(text), Encoding.UTF8).Trim();
        return new EngineError(CodeOf(message), message);
    }

    private static unsafe int Length(byte* text)
    {
        var length = 0;
        while (text[length] != 0)
            length++;
        return length;
    }

    private static int CodeOf(string message)
    {
        const string prefix = "Code: ";
        var start = message.IndexOf(prefix, StringComparison.Ordinal);
        if (start < 0)
            return UnknownException;
        var digits = message.AsSpan(start + prefix.Length);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : UnknownException;
    }
}
