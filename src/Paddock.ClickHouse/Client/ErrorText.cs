using System.Buffers;
using System.Globalization;

namespace Paddock.ClickHouse;

/// <summary>Reads "Code: 60. DB::Exception: Table x does not exist. (UNKNOWN_TABLE) (version …)".</summary>
internal static class ErrorText
{
    private const string CodePrefix = "Code: ";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    public static ClickHouseException Parse(string text, string? codeHeader = null)
    {
        var start = text.IndexOf(CodePrefix, StringComparison.Ordinal);
        var message = start >= 0 ? text[start..].TrimEnd() : text.Trim();
        return new ClickHouseException(Code(codeHeader) ?? Code(message) ?? -1, Name(message), message);
    }

    private static int? Code(string? text)
    {
        if (text is null)
            return null;
        var digits = text.StartsWith(CodePrefix, StringComparison.Ordinal) ? text.AsSpan(CodePrefix.Length) : text;
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    // The last words in brackets that are all capitals.
    private static string Name(string message)
    {
        for (var close = message.LastIndexOf(')'); close > 0; close = message.LastIndexOf(')', close - 1))
        {
            var open = message.LastIndexOf('(', close);
            if (open < 0)
                break;
            var name = message.AsSpan(open + 1, close - open - 1);
            if (name.Length > 0 && !name.ContainsAnyExcept(NameCharacters))
                return name.ToString();
        }
        return "UNKNOWN";
    }
}
