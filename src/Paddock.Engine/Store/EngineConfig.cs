using System.Globalization;
using System.Security;
using System.Text;

namespace Paddock.Engine.Store;

/// <summary>The configuration that libchdb reads at its start, for a small machine that also runs Paddock.</summary>
internal static class EngineConfig
{
    internal static string Write(EngineArguments arguments)
    {
        var path = Path.Combine(arguments.Data, "engine", "config.xml");
        File.WriteAllText(path, Text(arguments.Memory));
        return path;
    }

    internal static string Text(long memory)
    {
        var text = new StringBuilder("<clickhouse>\n");
        foreach (var (name, value) in Settings(memory))
            text.Append(CultureInfo.InvariantCulture, $"  <{name}>{SecurityElement.Escape(value)}</{name}>\n");
        text.Append("  <merge_tree>\n");
        foreach (var (name, value) in MergeTree)
            text.Append(CultureInfo.InvariantCulture, $"    <{name}>{value}</{name}>\n");
        return text.Append("  </merge_tree>\n</clickhouse>\n").ToString();
    }

    private static (string Name, string Value)[] Settings(long memory) =>
    [
        ("max_server_memory_usage", memory.ToString(CultureInfo.InvariantCulture)),
        ("mark_cache_size", "67108864"),
        ("uncompressed_cache_size", "0"),
    ];

    private static readonly (string Name, string Value)[] MergeTree =
    [
        ("fsync_after_insert", "1"), // without both, the engine never syncs what it was given
        ("fsync_part_directory", "1"),
        ("old_parts_lifetime", "60"), // seconds; merged parts held 1.0 GB beside 0.28 GB of data at the default of 480
    ];
}
