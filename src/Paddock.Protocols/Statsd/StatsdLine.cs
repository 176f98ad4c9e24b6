using System.Buffers.Text;

namespace Paddock.Protocols.Statsd;

/// <summary>One metric of StatsD, also as DogStatsD writes it: <c>name:1:2|ms|@0.5|#tag:value,tag</c>.</summary>
internal readonly ref struct StatsdLine
{
    private StatsdLine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> values, ReadOnlySpan<byte> type, double rate, ReadOnlySpan<byte> tags)
    {
        Name = name;
        Values = values;
        Type = type;
        Rate = rate;
        Tags = tags;
    }

    public ReadOnlySpan<byte> Name { get; }

    /// <summary>With colons between them.</summary>
    public ReadOnlySpan<byte> Values { get; }

    /// <summary>c, g, ms, h, d or s.</summary>
    public ReadOnlySpan<byte> Type { get; }

    /// <summary>Which share of all there were was sent: above 0, at most 1.</summary>
    public double Rate { get; }

    /// <summary>With commas between them.</summary>
    public ReadOnlySpan<byte> Tags { get; }

    public static bool TryRead(ReadOnlySpan<byte> line, out StatsdLine metric)
    {
        metric = default;
        var colon = line.IndexOf((byte)':');
        var bar = line.IndexOf((byte)'|');
        if (colon <= 0 || bar <= colon + 1)
            return false;
        var rest = line[(bar + 1)..];
        var type = Part(ref rest);
        if (!(type.SequenceEqual("c"u8) || type.SequenceEqual("g"u8) || type.SequenceEqual("ms"u8) || type.SequenceEqual("h"u8) || type.SequenceEqual("d"u8) || type.SequenceEqual("s"u8)))
            return false;
        var rate = 1.0;
        ReadOnlySpan<byte> tags = default;
        while (!rest.IsEmpty)
        {
            var part = Part(ref rest);
            if (part.StartsWith("@"u8) && (!Utf8Parser.TryParse(part[1..], out rate, out var read) || read != part.Length - 1 || !(rate > 0 && rate <= 1)))
                return false;
            if (part.StartsWith("#"u8))
                tags = part[1..];
        }
        metric = new StatsdLine(line[..colon], line[(colon + 1)..bar], type, rate, tags);
        return true;
    }

    internal static ReadOnlySpan<byte> Part(scoped ref ReadOnlySpan<byte> rest, byte separator = (byte)'|')
    {
        var end = rest.IndexOf(separator);
        var part = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return part;
    }
}
