using System.Globalization;
using System.Text;

namespace Paddock.Engine.Store;

/// <summary>
/// The configuration that libchdb reads at its start, for a small machine that also runs Paddock. It is always a file of ours:
/// without one libchdb takes a config.xml from the working directory or the home directory, and as arguments the merge_tree settings are ignored.
/// </summary>
internal static class EngineConfig
{
    internal static string Write(string directory, long memory)
    {
        var path = Path.Combine(directory, "config.xml");
        File.WriteAllText(path, Text(memory));
        return path;
    }

    internal static string Text(long memory)
    {
        var text = new StringBuilder("<clickhouse>\n");
        Append(text, "  ", [("max_server_memory_usage", memory.ToString(CultureInfo.InvariantCulture)), .. Server]);
        text.Append(Logger).Append("  <merge_tree>\n");
        Append(text, "    ", MergeTree);
        return text.Append("  </merge_tree>\n</clickhouse>\n").ToString();
    }

    private static void Append(StringBuilder text, string indent, IEnumerable<(string Name, string Value)> settings)
    {
        foreach (var (name, value) in settings)
            text.Append(CultureInfo.InvariantCulture, $"{indent}<{name}>{value}</{name}>\n");
    }

    /// <summary>
    /// Errors go to standard error, and so into Paddock's own log. Not those of queries: their clients are told, and their text may hold what nobody shall log.
    /// Nor that libchdb 26.7.3 finds two states on its own insert thread.
    /// </summary>
    private const string Logger =
        """
          <log-level>error</log-level>
          <logger>
            <console>1</console>
            <levels>
              <logger><name>executeQuery</name><level>none</level></logger>
              <logger><name>ThreadStatus</name><level>none</level></logger>
            </levels>
          </logger>

        """;

    private static readonly (string Name, string Value)[] Server =
    [
        ("memory_worker_period_ms", "1000"), // 0.25 % of a core when idle at the default of 50
        ("background_pool_size", "2"),
        ("background_schedule_pool_size", "2"),

        // How often an idle table looks for work. Inserts wake it at once (a merge 0.2 s after the sixth part, measured);
        // 12 idle tables took 0.6 % of a core at the default of 0.1 s, 0.1 % so.
        ("background_processing_pool_thread_sleep_seconds_if_nothing_to_do", "10"),
        ("background_streaming_processing_pool_thread_sleep_seconds_if_nothing_to_do", "600"),

        ("mark_cache_size", "67108864"),
        ("index_mark_cache_size", "16777216"),
        ("uncompressed_cache_size", "0"), // the page cache holds the compressed data, and gives way to others
        ("primary_index_cache_size", "67108864"),
        ("query_condition_cache_size", "16777216"),
        ("compiled_expression_cache_size", "16777216"),
        ("mmap_cache_size", "0"),
    ];

    private static readonly (string Name, string Value)[] MergeTree =
    [
        // libchdb syncs nothing by itself: not what was inserted, and not what was merged from it before the sources are deleted.
        ("fsync_after_insert", "1"),
        ("fsync_part_directory", "1"),
        ("min_rows_to_fsync_after_merge", "1"),

        // Below these bytes (in memory) a part is two files instead of three a column: every block that is inserted, the largest included.
        // With 130 files each, making and deleting files took half the processor time of inserts (bench/results/logs.md).
        ("min_bytes_for_wide_part", "134217728"),

        // Seconds that merged parts stay: longer than the 5-30 s in which a file system writes the new part's name. libchdb's default is 0;
        // ClickHouse's, 480, kept 1.0 GB beside 0.28 GB of data.
        ("old_parts_lifetime", "60"),
    ];
}
