namespace Paddock.Protocols.Syslog;

/// <summary>What a stream's next bytes are.</summary>
public enum FrameStatus
{
    /// <summary>A message.</summary>
    Frame,

    /// <summary>Nothing yet: more has to come.</summary>
    Incomplete,

    /// <summary>Nobody can say where the next message begins.</summary>
    Malformed,
}

/// <summary>Where the messages of a stream begin and end.</summary>
public static class SyslogFrames
{
    /// <summary>Bytes before a counted message: "65536 ".</summary>
    public const int LongestCount = 7;

    /// <summary>RFC 6587, both ways, told apart at each message: counted (<c>12 message</c>), or up to the end of the line (or a NUL).</summary>
    /// <param name="stream">What is there; what was taken is gone from it.</param>
    /// <param name="longest">A message that is announced as longer is malformed.</param>
    /// <param name="searched">So many of its first bytes hold no end, as the last call found.</param>
    public static FrameStatus Take(ref ReadOnlySpan<byte> stream, int longest, ref int searched, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (stream.IsEmpty)
            return FrameStatus.Incomplete;
        // What was searched for an end is a line.
        if (searched > 0 || stream[0] is < (byte)'1' or > (byte)'9')
            return TakeUntil(ref stream, "\n\0"u8, ref searched, out message);
        var start = stream[..Math.Min(stream.Length, LongestCount)];
        var digits = start.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0 && stream.Length < LongestCount)
            return FrameStatus.Incomplete;
        // A line may begin with digits, too.
        if (digits < 0 || stream[digits] != (byte)' ')
            return TakeUntil(ref stream, "\n\0"u8, ref searched, out message);
        var space = digits;
        if (!System.Buffers.Text.Utf8Parser.TryParse(stream[..space], out int count, out var read) || read != space || count > longest)
            return FrameStatus.Malformed;
        if (stream.Length < space + 1 + count)
            return FrameStatus.Incomplete;
        message = stream.Slice(space + 1, count);
        stream = stream[(space + 1 + count)..];
        return FrameStatus.Frame;
    }

    /// <summary>Up to one of the ends, as GELF has it over TCP.</summary>
    /// <param name="searched">So many of its first bytes hold no end, as the last call found.</param>
    public static FrameStatus TakeUntil(ref ReadOnlySpan<byte> stream, ReadOnlySpan<byte> ends, ref int searched, out ReadOnlySpan<byte> message)
    {
        message = default;
        var end = stream[searched..].IndexOfAny(ends);
        if (end < 0)
        {
            searched = stream.Length;
            return FrameStatus.Incomplete;
        }
        end += searched;
        searched = 0;
        message = stream[..end];
        stream = stream[(end + 1)..];
        return FrameStatus.Frame;
    }
}
