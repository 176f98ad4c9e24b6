using System.Buffers.Text;
using System.Text;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Prometheus;

namespace Paddock.Protocols.Munin;

/// <summary>What a node said of one of its plugins.</summary>
/// <param name="Config">Its answer to "config", without the dot at the end.</param>
/// <param name="Values">Its answer to "fetch", likewise.</param>
public sealed record MuninPlugin(string Name, ReadOnlyMemory<byte> Config, ReadOnlyMemory<byte> Values);

/// <summary>
/// Reads the answers of a Munin node: a value of the field "load" of the plugin "load" is a sample of <c>munin_load{field="load"}</c>; a graph within a plugin ("diskstats_latency.sda") names
/// what it is of. Never throws on any input; a line that cannot be read is counted and leaves its neighbours.
/// </summary>
public static class MuninReader
{
    private const int MostFields = 10_000, LongestName = 200;

    /// <param name="plugins">None when the node did not answer.</param>
    public static OtlpResult Read(IReadOnlyList<MuninPlugin> plugins, Scrape scrape, in OtlpContext context, IOtlpVisitor<OtlpSample> visitor)
    {
        using var samples = new ScrapeSamples(scrape, context, visitor);
        foreach (var plugin in plugins)
        {
            var kinds = Kinds(plugin);
            var graph = plugin.Name;
            foreach (var line in new TextLines(plugin.Values.Span))
            {
                if (samples.IsStopped)
                    break;
                if (!IsGraph(line, ref graph) && !IsComment(line) && !TryReadValue(line, graph, kinds, samples))
                    samples.Refuse();
            }
        }
        return samples.End();
    }

    // "load.type DERIVE" of each graph; what has none is a gauge.
    private static Dictionary<string, MetricKind> Kinds(MuninPlugin plugin)
    {
        var kinds = new Dictionary<string, MetricKind>(StringComparer.Ordinal);
        var graph = plugin.Name;
        foreach (var line in new TextLines(plugin.Config.Span))
        {
            if (IsGraph(line, ref graph) || kinds.Count >= MostFields)
                continue;
            var space = line.IndexOf((byte)' ');
            if (space < 0 || space > LongestName || !line[..space].EndsWith(".type"u8))
                continue;
            var type = line[(space + 1)..].Trim(" \t"u8);
            MetricKind? kind = type.SequenceEqual("COUNTER"u8) || type.SequenceEqual("DERIVE"u8) ? MetricKind.Counter : type.SequenceEqual("ABSOLUTE"u8) ? MetricKind.CounterDelta : null;
            if (kind is not null)
                kinds[Key(graph, line[..(space - ".type"u8.Length)])] = kind.Value;
        }
        return kinds;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> line, string graph, Dictionary<string, MetricKind> kinds, ScrapeSamples samples)
    {
        var space = line.IndexOf((byte)' ');
        if (space < 0 || space > LongestName || !line[..space].EndsWith(".value"u8))
            return false;
        var field = line[..(space - ".value"u8.Length)];
        var value = line[(space + 1)..].Trim(" \t"u8);
        // Unknown, at the moment.
        if (value.SequenceEqual("U"u8))
            return true;
        // 1795410000:12.5
        var time = 0L;
        if (value.IndexOf((byte)':') is > 0 and var colon)
        {
            if (!Utf8Parser.TryParse(value[..colon], out long seconds, out var digits) || digits != colon || seconds is <= 0 or > long.MaxValue / 1_000_000_000)
                return false;
            time = seconds * 1_000_000_000;
            value = value[(colon + 1)..];
        }
        if (!Utf8Parser.TryParse(value, out double number, out var read) || read != value.Length || field.IsEmpty)
            return false;
        var dot = graph.IndexOf('.', StringComparison.Ordinal);
        samples.Begin(Encoding.UTF8.GetBytes($"munin_{(dot < 0 ? graph : graph[..dot])}"));
        if (dot >= 0)
            samples.Label("of"u8, Encoding.UTF8.GetBytes(graph[(dot + 1)..]));
        samples.Label("field"u8, field);
        samples.Give(kinds.GetValueOrDefault(Key(graph, field)), number, time);
        return true;
    }

    private static bool IsGraph(ReadOnlySpan<byte> line, ref string graph)
    {
        if (!line.StartsWith("multigraph "u8))
            return false;
        var name = line["multigraph "u8.Length..].Trim(" \t"u8);
        graph = Encoding.UTF8.GetString(name[..Math.Min(name.Length, LongestName)]);
        return true;
    }

    // "# Bad exit" of a plugin that failed.
    private static bool IsComment(ReadOnlySpan<byte> line) => line[0] == (byte)'#';

    private static string Key(string graph, ReadOnlySpan<byte> field) => $"{graph} {Encoding.UTF8.GetString(field)}";
}
