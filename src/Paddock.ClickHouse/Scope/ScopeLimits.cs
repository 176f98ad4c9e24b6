using System.Globalization;

namespace Paddock.ClickHouse.Scope;

/// <summary>How much one query of a project may take.</summary>
public sealed record ScopeLimits
{
    /// <summary>Longest text of a query, in characters.</summary>
    public int QueryLength { get; init; } = 64 * 1024;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of the engine's memory.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Bytes of disk for sorting and grouping what does not fit into <see cref="Memory"/>.</summary>
    public long Spill { get; init; } = 1L << 30;

    /// <summary>Rows that an answer may have; what is beyond is left out, and the answer says so.</summary>
    public int ResultRows { get; init; } = 100_000;

    /// <summary>Bytes of JSON after which no further row is sent; the answer says so.</summary>
    public long ResultBytes { get; init; } = 64L << 20;

    /// <summary>Rows that may be read from the tables.</summary>
    public long ReadRows { get; init; } = 2_000_000_000;

    public int Threads { get; init; } = 2;

    /// <summary>Settings for looking at a query before it runs.</summary>
    internal Dictionary<string, string> ParserSettings => new()
    {
        // Not 1: the engine changes a setting of its own for what it does not stream.
        ["readonly"] = "2",
        ["default_format"] = "TabSeparatedRaw",
        ["max_query_size"] = Text(QueryLength * 8L),
        ["max_parser_depth"] = "300",
        ["max_parser_backtracks"] = "100000",
        ["max_execution_time"] = "5",
        ["max_memory_usage"] = Text(Memory),
    };

    internal Dictionary<string, string> RunSettings(string tableFilters) => new(ParserSettings)
    {
        // A view's columns have no subcolumns, and the engine asks for one in `column = ''`.
        ["optimize_functions_to_subcolumns"] = "0",
        ["readonly"] = "1",
        ["default_format"] = ScopedAnswer.Format,
        ["additional_table_filters"] = tableFilters,
        ["allow_experimental_analyzer"] = "1",
        ["allow_introspection_functions"] = "0",
        ["max_execution_time"] = Text((long)Math.Ceiling(Time.TotalSeconds)),
        ["max_bytes_ratio_before_external_group_by"] = "0.5",
        ["max_bytes_ratio_before_external_sort"] = "0.5",
        ["max_temporary_data_on_disk_size_for_query"] = Text(Spill),
        ["max_rows_to_read"] = Text(ReadRows),
        // One more than is shown, to know that there are more. The cut itself is made while the answer is passed on.
        ["limit"] = Text(ResultRows + 1L),
        ["max_threads"] = Text(Threads),
        ["max_ast_depth"] = "500",
        ["max_ast_elements"] = "50000",
        ["max_expanded_ast_elements"] = "200000",
        ["max_subquery_depth"] = "30",
        ["max_columns_to_read"] = "500",
        ["max_recursive_cte_evaluation_depth"] = "1",
        ["max_hyperscan_regexp_length"] = "1000",
        ["max_hyperscan_regexp_total_length"] = "10000",
        // Time is looked at between blocks, so no block may take long.
        ["max_block_size"] = "16384",
        ["function_range_max_elements_in_block"] = "1000000",
        // How long other queries have taken, or what they have cached, is not to be felt.
        ["use_query_cache"] = "0",
        ["use_query_condition_cache"] = "0",
        ["session_timezone"] = "UTC",
        ["output_format_json_quote_64bit_integers"] = "1",
        ["output_format_json_quote_decimals"] = "1",
        ["output_format_json_quote_denormals"] = "1",
        ["output_format_json_validate_utf8"] = "1",
        ["output_format_json_escape_forward_slashes"] = "0",
        ["http_write_exception_in_output_format"] = "0",
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
