using System.Buffers;
using System.Buffers.Text;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Prometheus;

/// <summary>
/// Reads what targets show to Prometheus: its text format and OpenMetrics, with names in quotes as well. Exemplars are passed over. Never throws on any input; a line that cannot be read is counted
/// and leaves its neighbours.
/// </summary>
public static class ExpositionReader
{
    private const long Millisecond = 1_000_000;
    private const double LargestMilliseconds = long.MaxValue / Millisecond / 2;

    /// <param name="body">Empty when the target did not answer.</param>
    /// <param name="isOpenMetrics">Whose times are seconds.</param>
    public static OtlpResult Read(ReadOnlySpan<byte> body, Scrape scrape, bool isOpenMetrics, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor)
    {
        using var samples = new ScrapeSamples(scrape, context, visitor);
        ReadOnlySpan<byte> family = default;
        ReadOnlySpan<byte> type = default;
        foreach (var line in new TextLines(body))
        {
            if (samples.IsStopped)
                break;
            if (line[0] != (byte)'#')
            {
                if (!TryReadSample(line, family, type, isOpenMetrics, samples))
                    samples.Refuse();
            }
            else if (line.StartsWith("# TYPE "u8))
            {
                type = line["# TYPE "u8.Length..].TrimStart((byte)' ');
                family = TakeName(ref type);
                type = type.Trim(" \t"u8);
            }
        }
        return samples.End();
    }

    private static bool TryReadSample(ReadOnlySpan<byte> line, ReadOnlySpan<byte> family, ReadOnlySpan<byte> type, bool isOpenMetrics, ScrapeSamples samples)
    {
        var rest = line;
        var name = rest[0] == (byte)'{' ? QuotedName(rest) : TakeName(ref rest);
        if (name.IsEmpty)
            return false;
        samples.Begin(name);
        rest = rest.TrimStart(" \t"u8);
        if (rest.StartsWith("{"u8) && !TryReadLabels(ref rest, samples))
            return false;
        rest = rest.TrimStart(" \t"u8);
        if (!TryTakeValue(ref rest, out var value))
            return false;
        var time = 0L;
        rest = rest.TrimStart(" \t"u8);
        if (!rest.IsEmpty && rest[0] != (byte)'#' && !TryTakeTime(ref rest, isOpenMetrics, out time))
            return false;
        if (!rest.IsEmpty && rest[0] != (byte)'#')
            return false;
        samples.Give(KindOf(name, family, type), value, time);
        return true;
    }

    private static ReadOnlySpan<byte> TakeName(scoped ref ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("\""u8) && TryTakeQuoted(ref rest, out var quoted))
            return quoted;
        var end = rest.IndexOfAny(" \t{"u8);
        var name = end < 0 ? rest : rest[..end];
        rest = rest[name.Length..];
        return name;
    }

    // {"a name", label="value"} 1
    private static ReadOnlySpan<byte> QuotedName(ReadOnlySpan<byte> labels)
    {
        var rest = labels[1..].TrimStart(" \t"u8);
        return rest.StartsWith("\""u8) && TryTakeQuoted(ref rest, out var name) && !rest.TrimStart(" \t"u8).StartsWith("="u8) ? name : default;
    }

    private static bool TryReadLabels(scoped ref ReadOnlySpan<byte> rest, ScrapeSamples samples)
    {
        rest = rest[1..];
        while (true)
        {
            rest = rest.TrimStart(" \t,"u8);
            if (rest.IsEmpty)
                return false;
            if (rest[0] == (byte)'}')
            {
                rest = rest[1..];
                return true;
            }
            ReadOnlySpan<byte> name;
            if (rest[0] == (byte)'"')
            {
                if (!TryTakeQuoted(ref rest, out name))
                    return false;
                rest = rest.TrimStart(" \t"u8);
                // The metric's own name, which was read before.
                if (!rest.StartsWith("="u8))
                    continue;
            }
            else
            {
                var equals = rest.IndexOf((byte)'=');
                if (equals <= 0)
                    return false;
                name = rest[..equals].TrimEnd(" \t"u8);
                rest = rest[equals..];
            }
            rest = rest[1..].TrimStart(" \t"u8);
            if (!rest.StartsWith("\""u8) || !TryTakeQuoted(ref rest, out var value))
                return false;
            samples.Label(name, value);
        }
    }

    private static bool TryTakeQuoted(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = default;
        var length = 1;
        while (rest[length..].IndexOfAny("\"\\"u8) is >= 0 and var at)
        {
            length += at;
            if (rest[length] == (byte)'"')
            {
                text = Unescaped(rest[1..length]);
                rest = rest[(length + 1)..];
                return true;
            }
            length += 2;
            if (length > rest.Length)
                return false;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
            return text;
        var plain = new ArrayBufferWriter<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at] == (byte)'\\' && at + 1 < text.Length ? text[++at] switch { (byte)'n' => (byte)'\n', var escaped => escaped } : text[at];
            plain.GetSpan(1)[0] = letter;
            plain.Advance(1);
        }
        return plain.WrittenSpan;
    }

    private static bool TryTakeValue(scoped ref ReadOnlySpan<byte> rest, out double value)
    {
        var end = rest.IndexOfAny(" \t"u8);
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        var plain = word.StartsWith("+"u8) ? word[1..] : word;
        value = plain.SequenceEqual("Inf"u8) ? double.PositiveInfinity : plain.SequenceEqual("-Inf"u8) ? double.NegativeInfinity : double.NaN;
        return (Utf8Parser.TryParse(plain, out double number, out var read) && read == plain.Length && !plain.IsEmpty && (value = number) is var _)
            || !double.IsNaN(value) || plain.SequenceEqual("NaN"u8);
    }

    private static bool TryTakeTime(scoped ref ReadOnlySpan<byte> rest, bool isOpenMetrics, out long time)
    {
        time = 0;
        if (!Utf8Parser.TryParse(rest, out double number, out var read) || !double.IsFinite(number) || (read < rest.Length && rest[read] is not ((byte)' ' or (byte)'\t')))
            return false;
        rest = rest[read..].TrimStart(" \t"u8);
        // In parts: a double has no room for nanoseconds of our time.
        var milliseconds = Math.Clamp(isOpenMetrics ? number * 1000 : number, 1, LargestMilliseconds);
        var whole = Math.Floor(milliseconds);
        time = ((long)whole * Millisecond) + ((long)Math.Round((milliseconds - whole) * 1000) * 1000);
        return true;
    }

    private static MetricKind KindOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> family, ReadOnlySpan<byte> type)
    {
        if (family.IsEmpty || !name.StartsWith(family))
            return SeriesNames.KindOf(name);
        var ending = name[family.Length..];
        var isPart = ending.SequenceEqual("_bucket"u8) || ending.SequenceEqual("_count"u8) || ending.SequenceEqual("_sum"u8);
        if (!isPart && !ending.IsEmpty && !ending.SequenceEqual("_total"u8))
            return ending.SequenceEqual("_created"u8) ? MetricKind.Gauge : SeriesNames.KindOf(name);
        if (type.SequenceEqual("histogram"u8) || type.SequenceEqual("summary"u8))
            return isPart ? MetricKind.Histogram : MetricKind.Gauge;
        return type.SequenceEqual("counter"u8) ? MetricKind.Counter
            : type.SequenceEqual("gauge"u8) || type.SequenceEqual("gaugehistogram"u8) || type.SequenceEqual("info"u8) || type.SequenceEqual("stateset"u8) ? MetricKind.Gauge
            : SeriesNames.KindOf(name);
    }
}
