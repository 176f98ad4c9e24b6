using System.Collections.Frozen;
using System.Text;

namespace Paddock.Engine.Http;

/// <summary>Which results may be streamed. libchdb makes every piece of a streamed result a document of its own, so only formats whose documents can be joined qualify.</summary>
internal static class OutputFormats
{
    private static readonly FrozenSet<string> Joinable = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Native", "RowBinary", "JSONEachRow", "JSONLines", "NDJSON", "JSONCompactEachRow", "JSONStringsEachRow", "JSONCompactStringsEachRow",
        "TabSeparated", "TSV", "TabSeparatedRaw", "TSVRaw", "CSV", "LineAsString", "RawBLOB");

    /// <summary>True for a SELECT whose every possible format is joinable. A column called `format` makes it say false, which costs memory, not truth.</summary>
    internal static bool CanStream(ReadOnlySpan<byte> sql, string defaultFormat)
    {
        var scanner = new SqlScanner(sql);
        if (!Joinable.Contains(defaultFormat) || scanner.NextAtTop() != SqlScanner.Token.Word || !(scanner.Is("SELECT"u8) || scanner.Is("WITH"u8)))
            return false;

        while (scanner.NextAtTop() is var token and not SqlScanner.Token.End)
        {
            if (token != SqlScanner.Token.Word || !scanner.Is("FORMAT"u8))
                continue;
            if (scanner.NextAtTop() != SqlScanner.Token.Word || !Joinable.Contains(Encoding.ASCII.GetString(scanner.Text)))
                return false;
        }

        return true;
    }

    internal static string ContentType(string format) => format switch
    {
        "JSON" or "JSONCompact" or "JSONColumns" => "application/json; charset=UTF-8",
        "JSONEachRow" or "JSONCompactEachRow" => "application/x-ndjson; charset=UTF-8",
        "CSV" or "CSVWithNames" => "text/csv; charset=UTF-8; header=absent",
        "Native" or "RowBinary" or "RowBinaryWithNamesAndTypes" or "Parquet" or "Arrow" or "ArrowStream" => "application/octet-stream",
        _ => "text/tab-separated-values; charset=UTF-8",
    };
}
