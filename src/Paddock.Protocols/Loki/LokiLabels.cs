using Paddock.Protocols.Logs;

namespace Paddock.Protocols.Loki;

/// <summary>A stream's labels as text: <c>{app="shop", level="info"}</c>. What is broken ends the list; what stood before it counts.</summary>
internal static class LokiLabels
{
    public static void Read(ReadOnlySpan<byte> text, LogLines lines)
    {
        var serviceRank = 0;
        text = text.Trim("{} \t"u8);
        while (!text.IsEmpty)
        {
            var equals = text.IndexOf((byte)'=');
            if (equals < 0 || equals + 1 >= text.Length || text[equals + 1] != (byte)'"')
                return;
            var name = text[..equals].Trim(", \t"u8);
            text = text[(equals + 2)..];
            var end = EndOf(text, out var isEscaped);
            if (end < 0)
                return;
            var value = isEscaped ? Unescape(text[..end]) : text[..end];
            LokiLines.Label(lines, name, value, ref serviceRank);
            text = text[(end + 1)..];
        }
    }

    private static int EndOf(ReadOnlySpan<byte> text, out bool isEscaped)
    {
        isEscaped = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == (byte)'"')
                return at;
            if (text[at] != (byte)'\\')
                continue;
            isEscaped = true;
            at++;
        }
        return -1;
    }

    // Go's quoting, of which labels use these.
    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var plain = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var isEscape = text[at] == (byte)'\\' && at + 1 < text.Length;
            plain.Add(!isEscape ? text[at] : text[++at] switch { (byte)'n' => (byte)'\n', (byte)'t' => (byte)'\t', (byte)'r' => (byte)'\r', var itself => itself });
        }
        return [.. plain];
    }
}
