namespace Paddock.Protocols.Json;

/// <summary>
/// Second chance for JSON that a strict reader refused: the NaN, Infinity and -Infinity of Python's json become null,
/// control characters inside strings become spaces, a byte order mark goes. Anything else stays wrong.
/// </summary>
internal static class JsonRepair
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>NaN is one shorter than null.</summary>
    public static int MostLength(int jsonLength) => jsonLength + (jsonLength / "NaN".Length);

    /// <summary>False when there was nothing to repair.</summary>
    /// <param name="repaired">Of at least <see cref="MostLength"/> bytes.</param>
    public static bool TryRepair(ReadOnlySpan<byte> json, Span<byte> repaired, out int length)
    {
        var changed = json.StartsWith(ByteOrderMark);
        if (changed)
            json = json[ByteOrderMark.Length..];
        length = 0;
        var inString = false;
        for (var at = 0; at < json.Length; at++)
        {
            var current = json[at];
            if (inString)
            {
                if (current == (byte)'\\' && at + 1 < json.Length)
                {
                    repaired[length++] = current;
                    current = json[++at];
                }
                else if (current == (byte)'"')
                {
                    inString = false;
                }
                if (current < 0x20)
                {
                    current = (byte)' ';
                    changed = true;
                }
            }
            else if (current == (byte)'"')
            {
                inString = true;
            }
            else if (NotANumberLength(json[at..]) is var literal and > 0)
            {
                "null"u8.CopyTo(repaired[length..]);
                length += "null".Length;
                at += literal - 1;
                changed = true;
                continue;
            }
            repaired[length++] = current;
        }
        return changed;
    }

    private static int NotANumberLength(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? "NaN".Length
        : json.StartsWith("Infinity"u8) ? "Infinity".Length
        : json.StartsWith("-Infinity"u8) ? "-Infinity".Length
        : 0;
}
