using System.Collections.Frozen;
using System.Text;

namespace Paddock.Engine.Http;

/// <summary>
/// Which results may be streamed. libchdb makes every piece of a streamed result a document of its own, so only formats whose documents can be joined qualify;
/// other results are made whole, in the engine's memory, first.
/// </summary>
internal static class OutputFormats
{
    private static readonly FrozenDictionary<string, StreamedFormat> Joinable = new StreamedFormat[]
    {
        new("Native", HeaderKind.None),
        new("RowBinary", HeaderKind.None),
        new("RowBinaryWithNames", HeaderKind.BinaryNames),
        new("RowBinaryWithNamesAndTypes", HeaderKind.BinaryNamesAndTypes),
        new("JSONEachRow", HeaderKind.None),
        new("JSONCompactEachRow", HeaderKind.None),
        new("JSONCompactEachRowWithNames", HeaderKind.OneLine),
        new("JSONCompactEachRowWithNamesAndTypes", HeaderKind.TwoLines),
        new("TabSeparated", HeaderKind.None),
        new("TSV", HeaderKind.None),
        new("TabSeparatedRaw", HeaderKind.None),
        new("TabSeparatedWithNames", HeaderKind.OneLine),
        new("TabSeparatedWithNamesAndTypes", HeaderKind.TwoLines),
        new("CSV", HeaderKind.None),
    }.ToFrozenDictionary(static format => format.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The format of a SELECT that can be streamed, else null. A column that is called `format` may make it null, which costs memory, not truth.</summary>
    internal static StreamedFormat? Streamable(ReadOnlySpan<byte> sql, string defaultFormat)
    {
        var scanner = new SqlScanner(sql);
        if (scanner.NextAtTop() != SqlScanner.Token.Word || !(scanner.Is("SELECT"u8) || scanner.Is("WITH"u8)))
            return null;

        while (scanner.NextAtTop() is var token and not SqlScanner.Token.End)
            if (token == SqlScanner.Token.Word && scanner.Is("FORMAT"u8))
                return LastClause(ref scanner);
        return Joinable.GetValueOrDefault(defaultFormat);
    }

    private static StreamedFormat? LastClause(ref SqlScanner scanner)
    {
        if (scanner.NextAtTop() != SqlScanner.Token.Word || !Joinable.TryGetValue(Encoding.ASCII.GetString(scanner.Text), out var format))
            return null;
        var token = scanner.NextAtTop();
        return token == SqlScanner.Token.End || scanner.Is("SETTINGS"u8) || scanner.Is(";"u8) ? format : null;
    }

    internal static string ContentType(string format) => format switch
    {
        "JSON" or "JSONCompact" => "application/json; charset=UTF-8",
        "JSONEachRow" or "JSONCompactEachRow" => "application/x-ndjson; charset=UTF-8",
        "CSV" or "CSVWithNames" => "text/csv; charset=UTF-8",
        "TabSeparated" or "TSV" => "text/tab-separated-values; charset=UTF-8",
        _ => "application/octet-stream",
    };
}
