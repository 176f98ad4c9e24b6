using System.Buffers.Text;
using System.Text;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Protocols.Nagios;

/// <summary>
/// Reads what a plugin of Nagios prints: <c>DISK OK - free space | /=2643MB;5948;5958;0;5968 'a b'=1.5%</c>. The first line is its text; what is behind a bar, there and in the lines after the first one
/// that has it, are values. Never throws on any input; a value that cannot be read is counted and leaves its neighbours.
/// </summary>
public static class PluginOutput
{
    /// <summary>Of an output; Nagios takes 8 kB.</summary>
    public const int BodyBytes = 64 * 1024;

    private const int LongestText = 1000;

    /// <summary>What the plugin says in its first line, without secrets.</summary>
    public static string TextOf(ReadOnlySpan<byte> output)
    {
        var end = output.IndexOfAny((byte)'|', (byte)'\n');
        var text = Encoding.UTF8.GetString((end < 0 ? output : output[..end])[..Math.Min(end < 0 ? output.Length : end, 4 * LongestText)]).Trim();
        var clean = new TextScrubber().Scrub(text, TextKind.Prose, out _);
        return (clean.Length <= LongestText ? clean : clean[..(char.IsHighSurrogate(clean[LongestText - 1]) ? LongestText - 1 : LongestText)]).ToString();
    }

    /// <summary>The values, and the exit code besides: <c>nagios_{label}</c> and <c>nagios_state</c>, with the labels host and service.</summary>
    /// <param name="state">0 to 3.</param>
    public static OtlpResult Read(ReadOnlySpan<byte> output, string host, string service, int state, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor)
    {
        using var samples = new SeriesSamples(context, visitor);
        var (hostName, serviceName) = (Encoding.UTF8.GetBytes(host), Encoding.UTF8.GetBytes(service));
        Begin(samples, "nagios_state", hostName, serviceName);
        samples.Give(MetricKind.Gauge, state, 0);
        ReadOnlySpan<byte> rest = ValuesOf(output);
        while (!samples.IsStopped && TryTake(ref rest, out var label, out var value))
        {
            // Unknown, at the moment.
            if (value.StartsWith("U"u8))
                continue;
            var number = value.IndexOf((byte)';') is >= 0 and var limits ? value[..limits] : value;
            if (label.IsEmpty || !Utf8Parser.TryParse(number, out double measured, out var read) || !double.IsFinite(measured))
            {
                samples.Refuse();
                continue;
            }
            var unit = number[read..];
            Begin(samples, "nagios_" + NameOf(label), hostName, serviceName);
            if (!unit.SequenceEqual("c"u8))
                samples.SetUnit(unit);
            samples.Give(unit.SequenceEqual("c"u8) ? MetricKind.Counter : MetricKind.Gauge, measured, 0);
        }
        return samples.Result();
    }

    private static void Begin(SeriesSamples samples, string name, byte[] host, byte[] service)
    {
        samples.BeginSeries();
        samples.Origin("host.name"u8, host);
        samples.Label("host"u8, host);
        samples.Label("check"u8, service);
        samples.SetName(Encoding.UTF8.GetBytes(name));
    }

    // The rest of the first line behind its bar, and all behind the bar of a later one.
    private static byte[] ValuesOf(ReadOnlySpan<byte> output)
    {
        var end = output.IndexOf((byte)'\n');
        var first = end < 0 ? output : output[..end];
        var later = end < 0 ? default : output[(end + 1)..];
        var values = first.IndexOf((byte)'|') is >= 0 and var bar ? first[(bar + 1)..] : default;
        var more = later.IndexOf((byte)'|') is >= 0 and var next ? later[(next + 1)..] : default;
        return [.. values, (byte)' ', .. more];
    }

    // 'a label'=value, with '' for a quote in it.
    private static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> label, out ReadOnlySpan<byte> value)
    {
        label = value = default;
        rest = rest.TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty)
            return false;
        var isQuoted = rest[0] == (byte)'\'';
        var equals = isQuoted ? Behind(rest) : rest.IndexOf((byte)'=');
        // Only what is in quotes may have blanks.
        var from = isQuoted ? Math.Max(0, equals) : 0;
        var end = rest[from..].IndexOfAny(" \t\r\n"u8) is >= 0 and var blank ? from + blank : rest.Length;
        if (equals > 0 && equals < end)
        {
            label = rest[..equals].Trim((byte)'\'');
            value = rest[(equals + 1)..end];
        }
        rest = rest[end..];
        return true;
    }

    // The place of the equals sign behind a label in quotes; -1: there is none.
    private static int Behind(ReadOnlySpan<byte> quoted)
    {
        for (var at = 1; at < quoted.Length; at++)
        {
            if (quoted[at] != (byte)'\'')
                continue;
            if (at + 1 < quoted.Length && quoted[at + 1] == (byte)'\'')
                at++;
            else
                return at + 1 < quoted.Length && quoted[at + 1] == (byte)'=' ? at + 1 : -1;
        }
        return -1;
    }

    // "/" is the root's free space to a plugin of disks, and has to be told from others.
    private static string NameOf(ReadOnlySpan<byte> label)
    {
        var name = Encoding.UTF8.GetString(label);
        return string.Concat(name.Select(static letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '/' or ':' or '-' ? letter : '_'));
    }
}
