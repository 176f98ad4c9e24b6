using System.Buffers;

namespace Paddock.Pipeline;

/// <summary>Reads stretches of segments.</summary>
internal static class JournalScan
{
    /// <summary>Large enough that reading costs nothing, small enough that a quiet journal needs no memory.</summary>
    private const int ChunkBytes = 1 << 20;

    /// <summary>The next stretch from an address on, up to <paramref name="until"/>; null when there is nothing.</summary>
    public static JournalChunk? Read(JournalFiles files, long from, long until)
    {
        if (from >= until || files.Holding(from) is not var (segment, bound)) return null;
        var start = Math.Max(from, segment.Start);
        if (start >= until) return new JournalChunk([], [], until, until - from);
        return Read(segment, start, Math.Min(bound, until), damagedBefore: start - from);
    }

    /// <summary>The address behind the last intact entry: what follows was never acknowledged.</summary>
    public static long FindEnd(Segment segment)
    {
        var (at, end) = (segment.Start, segment.Start);
        while (at < segment.FileEnd)
        {
            using var chunk = Read(segment, at, segment.FileEnd, damagedBefore: 0);
            if (chunk.Entries is [.., var last]) end = last.End;
            at = chunk.Next;
        }

        return end;
    }

    private static JournalChunk Read(Segment segment, long from, long bound, long damagedBefore)
    {
        for (var wanted = ChunkBytes; ; wanted = checked(wanted * 4))
        {
            var length = (int)Math.Min(wanted, bound - from);
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                var filled = segment.File.Read(buffer.AsSpan(0, length), segment.OffsetOf(from));
                var isEnd = filled < length || from + length == bound;
                var entries = new List<FramedEntry>();
                var damaged = damagedBefore;
                var scanned = FrameScanner.Scan(buffer.AsMemory(0, filled), segment.Salt, from, isEnd, entries, ref damaged);
                if (scanned > 0 || isEnd)
                {
                    var next = isEnd ? bound : from + scanned;
                    return new JournalChunk(buffer, entries, next, damaged + (isEnd ? bound - from - filled : 0));
                }
            }
            catch
            {
                ArrayPool<byte>.Shared.Return(buffer);
                throw;
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
