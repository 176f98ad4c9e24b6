using System.Globalization;

namespace Paddock.Protocols.Script;

/// <summary>One line of a browser's stack; line and column are 0 when it does not tell them.</summary>
internal readonly record struct BrowserFrame(string Function, string File, int Line, int Column);

/// <summary>Reads the text of error.stack, which every engine writes in its own way: Chromium's "at f (file:1:2)", Firefox's and Safari's "f@file:1:2".</summary>
internal static class BrowserStack
{
    private const int MostFrames = 100;
    private const int LongestName = 200;

    /// <summary>Innermost first, as browsers write them. Lines that are no frame are left out.</summary>
    public static List<BrowserFrame> Read(ReadOnlySpan<char> stack)
    {
        var frames = new List<BrowserFrame>();
        foreach (var line in stack.EnumerateLines())
        {
            if (frames.Count == MostFrames) break;
            var text = line.Trim();
            var isFrame = text.StartsWith("at ") ? TryReadChromium(text[3..], out var frame) : TryReadOthers(text, out frame);
            if (isFrame) frames.Add(frame);
        }
        return frames;
    }

    // "async f (file:1:2)", "new Cart (file:1:2)", "file:1:2", "eval (eval at f (file:1:2), <anonymous>:3:4)".
    private static bool TryReadChromium(ReadOnlySpan<char> text, out BrowserFrame frame)
    {
        if (text.StartsWith("async ")) text = text["async ".Length..];
        var open = text.IndexOf(" (");
        if (open < 0 || text[^1] != ')') return TryReadLocation("", text, out frame);
        var place = text[(open + 2)..^1];
        if (place.StartsWith("eval at ") && place.LastIndexOf('(') is >= 0 and var inner && place[inner..].IndexOf(')') is > 0 and var close)
            place = place.Slice(inner + 1, close - 1);
        return TryReadLocation(text[..open], place, out frame);
    }

    private static bool TryReadOthers(ReadOnlySpan<char> text, out BrowserFrame frame)
    {
        var at = text.IndexOf('@');
        frame = default;
        return at >= 0 && TryReadLocation(text[..at].TrimEnd("/<"), text[(at + 1)..], out frame);
    }

    private static bool TryReadLocation(ReadOnlySpan<char> function, ReadOnlySpan<char> place, out BrowserFrame frame)
    {
        frame = default;
        if (!TryCutNumber(ref place, out var last)) return false;
        var hasColumn = TryCutNumber(ref place, out var first);
        if (place.IsEmpty || place is "<anonymous>" or "native" or "[native code]") return false;
        if (function.Length > LongestName) function = function[..LongestName];
        frame = new BrowserFrame(function.ToString(), place.ToString(), hasColumn ? first : last, hasColumn ? last : 0);
        return true;
    }

    private static bool TryCutNumber(ref ReadOnlySpan<char> place, out int number)
    {
        var colon = place.LastIndexOf(':');
        number = 0;
        if (colon < 0 || !int.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
        place = place[..colon];
        return true;
    }
}
