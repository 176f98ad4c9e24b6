namespace Paddock.Pipeline;

/// <summary>One intact payload between two addresses; <see cref="End"/> is where the next begins.</summary>
internal readonly record struct FramedEntry(long Address, long End, ReadOnlyMemory<byte> Payload);

/// <summary>Finds the intact entries in a stretch of a file, and steps over what is not one: a flipped bit costs its own entry, never those behind it.</summary>
internal static class FrameScanner
{
    /// <param name="bytes">the stretch</param>
    /// <param name="salt">of the file</param>
    /// <param name="address">of the first byte</param>
    /// <param name="isEnd">nothing follows this stretch, so an entry that is cut off is damage, not a reason to read more</param>
    /// <param name="entries">receives what was found</param>
    /// <param name="damaged">grows by the bytes stepped over</param>
    /// <returns>bytes dealt with; the rest begins a frame that goes on behind the stretch</returns>
    public static int Scan(ReadOnlyMemory<byte> bytes, ulong salt, long address, bool isEnd, List<FramedEntry> entries, ref long damaged)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var rest = bytes[at..];
            var cutOff = false;
            int step;
            if (Frame.TryReadHeader(rest.Span, salt, address + at, out var length, out var checksum))
            {
                step = Frame.HeaderLength + length;
                cutOff = step > rest.Length;
                if (!cutOff && Crc32C.Compute(rest.Span[Frame.HeaderLength..step]) == checksum)
                {
                    entries.Add(new FramedEntry(address + at, address + at + step, rest[Frame.HeaderLength..step]));
                    at += step;
                    continue;
                }
            }
            else
            {
                step = Frame.FindHeader(rest.Span, salt, address + at);
                cutOff = rest.Length < Frame.HeaderLength;
            }

            if (cutOff && !isEnd) return at;
            step = cutOff ? rest.Length : step;
            damaged += step;
            at += step;
        }

        return at;
    }
}
