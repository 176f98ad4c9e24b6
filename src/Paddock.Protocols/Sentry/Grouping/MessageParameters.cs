using System.Text.RegularExpressions;

namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>
/// Replaces what varies in a message, so that "order 17 of ann@example.org failed" and the next one are one issue. The kinds and their order are Sentry's.
/// Every repetition in the pattern is bounded or cannot be entered twice, so the time grows with the text alone.
/// </summary>
internal static partial class MessageParameters
{
    private const int LongestMessage = 2048;

    private static readonly string[] Kinds =
        ["email", "url", "hostname", "ip", "traceparent", "uuid", "sha1", "md5", "date", "duration", "hex", "float", "int", "quoted_str", "bool"];

    /// <summary>The first two lines that say something, with placeholders such as &lt;int&gt;.</summary>
    public static string Replace(ReadOnlySpan<char> message)
    {
        var lines = FirstLines(message);
        return Varying().Replace(lines, static match =>
        {
            foreach (var kind in Kinds)
            {
                if (match.Groups[kind].Success)
                    return $"<{kind}>";
            }
            return match.Value;
        });
    }

    private static string FirstLines(ReadOnlySpan<char> message)
    {
        var text = message.TrimEnd();
        var found = new List<string>(2);
        var more = false;
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            if (found.Count == 2)
            {
                more = true;
                break;
            }
            found.Add(line[..Math.Min(line.Length, LongestMessage)].Trim().ToString());
        }
        return string.Join('\n', found) + (more ? "..." : "");
    }

    private const string Email = @"(?<email>[a-zA-Z0-9.!\#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){0,8})";

    private const string Url = @"(?<url>\b(?:wss?|https?|ftp)://[^\s/$.?\#]\S*)";

    // A name counts as a host's by the most frequent top-level domains only: "settings.py" is none.
    private const string HostName = @"(?<hostname>\b(?:[a-zA-Z0-9-]{1,63}\.){1,8}(?:
        com|net|org|jp|de|uk|fr|br|it|ru|es|me|gov|pl|ca|au|cn|co|in|nl|edu|info|eu|ch|id|at|kr|cz|mx|be|tv|se|tr|tw|al|ua|ir|vn|cl|sk|ly|cc|to|no|fi|us|
        pt|dk|ar|hu|tk|gr|il|news|ro|my|biz|ie|za|nz|sg|ee|th|io|xyz|pe|bg|hk|rs|lt|link|ph|club|si|site|mobi|by|cat|wiki|la|ga|cf|hr|ng|jobs|online|
        kz|ug|gq|ae|is|lv|pro|fm|tips|ms|sa|app|dev|local)\b)";

    private const string Ip = @"(?<ip>
        (?<![0-9a-zA-Z_:])(?:
            (?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}
          | (?:[0-9a-fA-F]{1,4}:){1,6}:(?:(?:[0-9a-fA-F]{1,4}:){0,5}[0-9a-fA-F]{1,4})?
          | ::(?:(?:[0-9a-fA-F]{1,4}:){0,6}[0-9a-fA-F]{1,4})
        )(?![0-9a-zA-Z_:])
      | \b(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])\b)";

    private const string Traceparent = @"(?<traceparent>\b00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\b)";

    private const string Identifiers = @"(?<uuid>\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b)
        | (?<sha1>\b[0-9a-fA-F]{40}\b)
        | (?<md5>\b[0-9a-fA-F]{32}\b)";

    private const string Weekday = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?";
    private const string Month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private const string Zone = @"(?:(?:UTC|GMT)?[-+][0-9]{2}:?[0-5][0-9]|Z|UTC?|GMT|[ECMP][SD]T)";

    private const string Date = @"(?<date>
        (?:" + Weekday + @",?\ )?[0-9]{1,2}[\ -]" + Month + @"[\ -][0-9]{2,4}\ [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\ " + Zone + @")?
      | (?:" + Weekday + @"\ )?" + Month + @"\ {1,2}[0-9]{1,2}(?:,\ [0-9]{2,4}|(?:\ [0-9]{4})?\ [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\ " + Zone + @")?(?:\ [0-9]{4})?)
      | \b[0-9]{4}-?[01][0-9]-?[0-3][0-9][\ T][0-2][0-9]:?[0-5][0-9](?::?[0-5][0-9](?:[.,][0-9]{1,9})?)?" + Zone + @"?
      | \b[0-9]{4}-[01][0-9]-[0-3][0-9]\b
      | (?<![0-9])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?![0-9:])(?:\ ?[aApP][mM]\b)?
      | datetime\.datetime\([^)]{0,100}\))";

    private const string Numbers = @"(?<duration>\b[0-9]{1,20}(?:\.[0-9]{1,20})?m?s\b)
        | (?<hex>\b0[xX][0-9a-fA-F]{1,128}\b | \b(?=[a-f]{0,128}[0-9])[0-9a-f]{8,128}\b | \b(?=[A-F]{0,128}[0-9])[0-9A-F]{8,128}\b)
        | (?<float>-[0-9]{1,40}\.[0-9]{1,40}\b | \b[0-9]{1,40}\.[0-9]{1,40}\b)
        | (?<int>(?:\b|(?<!\w)-)[0-9]{1,40}\b)";

    private const string AfterEquals = @"(?<==)(?:(?<quoted_str>'[^'\n]{1,200}'|""[^""\n]{1,200}"") | (?<bool>True|true|False|false)\b)";

    [GeneratedRegex(
        Email + "|" + Url + "|" + HostName + "|" + Ip + "|" + Traceparent + "|" + Identifiers + "|" + Date + "|" + Numbers + "|" + AfterEquals,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Varying();
}
