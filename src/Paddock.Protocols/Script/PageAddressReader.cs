using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Script;

/// <summary>Reads addresses without System.Uri, which throws and normalises what should stay recognisable. One thread at a time.</summary>
internal sealed class PageAddressReader(PublicText scrubber)
{
    private const int LongestHost = 253;
    private const int MostParameters = 200;
    private const int MostDecodings = 3;

    private static readonly string[] ClickIds = ["gclid", "gbraid", "wbraid", "dclid", "msclkid", "fbclid", "ttclid", "twclid", "li_fat_id", "yclid"];

    private readonly CharBuffer _decoded = new(256);

    public PageAddress Read(ReadOnlySpan<char> address)
    {
        address = address.Trim();
        if (address.Length > ScriptLimits.LongestUrl) address = address[..ScriptLimits.LongestUrl];
        var scheme = address.IndexOf("://");
        if (scheme < 0 || !IsScheme(address[..scheme])) return PageAddress.None;
        address = address[(scheme + "://".Length)..];
        var authorityEnd = EndOf(address, "/?#");
        var host = Host(address[..authorityEnd]);
        if (host.Length == 0) return PageAddress.None;
        var rest = address[authorityEnd..];
        var fragmentAt = EndOf(rest, "#");
        var fragment = rest[fragmentAt..];
        rest = rest[..fragmentAt];
        var pathEnd = EndOf(rest, "?");
        var page = new PageAddress { Host = host, Path = Path(rest[..pathEnd], fragment) };
        if (pathEnd < rest.Length) ReadParameters(rest[(pathEnd + 1)..], page);
        return page;
    }

    // Android's apps refer as android-app://com.google.android.gm/, and name their own screens as app://localhost/login.
    private static bool IsScheme(ReadOnlySpan<char> scheme) =>
        scheme.Equals("https", StringComparison.OrdinalIgnoreCase) || scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme is "android-app" or "app";

    private static int EndOf(ReadOnlySpan<char> text, ReadOnlySpan<char> ends) => text.IndexOfAny(ends) is var at and >= 0 ? at : text.Length;

    // Without user, password and port.
    private static string Host(ReadOnlySpan<char> authority)
    {
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        if (host.Length > 0 && host[0] == '[') host = host[..(host.IndexOf(']') + 1)];
        else if (host.IndexOf(':') is var port and >= 0) host = host[..port];
        host = host.TrimEnd('.');
        if (host.Length is 0 or > LongestHost) return "";
        foreach (var character in host)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('.' or '-' or '_' or '[' or ']' or ':')) return "";
        }
        return host.ToString().ToLowerInvariant();
    }

    // A fragment is a route, as in #/cart?step=2; what stands behind its question mark is as private as any query.
    private string Path(ReadOnlySpan<char> path, ReadOnlySpan<char> fragment)
    {
        _decoded.Clear();
        _decoded.Append(path.IsEmpty ? "/" : path);
        _decoded.Append(fragment[..EndOf(fragment, "?")]);
        Decode();
        return Cut(scrubber.ScrubPath(_decoded.Span), ScriptLimits.LongestPath);
    }

    private void ReadParameters(ReadOnlySpan<char> query, PageAddress page)
    {
        for (var count = 0; !query.IsEmpty && count < MostParameters; count++)
        {
            var end = EndOf(query, "&");
            var parameter = query[..end];
            query = end < query.Length ? query[(end + 1)..] : default;
            var equals = parameter.IndexOf('=');
            if (equals > 0 && equals + 1 < parameter.Length) Keep(parameter[..equals], parameter[(equals + 1)..], page);
        }
    }

    private void Keep(ReadOnlySpan<char> name, ReadOnlySpan<char> value, PageAddress page)
    {
        switch (name)
        {
            case "utm_source": page.UtmSource = Word(value); break;
            case "utm_medium": page.UtmMedium = Word(value); break;
            case "utm_campaign": page.UtmCampaign = Word(value); break;
            case "utm_content": page.UtmContent = Word(value); break;
            case "utm_term": page.UtmTerm = Word(value); break;
            case "source" or "ref": page.Reference = Word(value); break;
            default:
                foreach (var clickId in ClickIds)
                {
                    if (name.SequenceEqual(clickId)) page.ClickId = clickId;
                }
                break;
        }
    }

    private string Word(ReadOnlySpan<char> value)
    {
        _decoded.Clear();
        _decoded.Append(value);
        foreach (ref var character in _decoded.Writable)
        {
            if (character == '+') character = ' ';
        }
        Decode();
        return Cut(scrubber.Scrub(_decoded.Span, TextKind.Prose).Trim(), ScriptLimits.LongestWord);
    }

    // What was encoded twice hides an address as well as what was encoded once.
    private void Decode()
    {
        for (var time = 0; time < MostDecodings && _decoded.Span.Contains('%'); time++)
        {
            if (!Uri.TryUnescapeDataString(_decoded.Span, _decoded.Writable, out var written) || written == _decoded.Length) break;
            _decoded.Truncate(written);
        }
        foreach (ref var character in _decoded.Writable)
        {
            if (char.IsControl(character)) character = ' ';
        }
    }

    private static string Cut(ReadOnlySpan<char> text, int most) =>
        (text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]).ToString();
}
