using System.Text;
using System.Text.RegularExpressions;

namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>Makes queries out of others: takes words out, puts hostile ones in, crosses two queries, spoils single characters.</summary>
/// <param name="names">Of all functions and tables of the engine.</param>
internal sealed class SqlMutator(Random random, IReadOnlyList<string> names)
{
    private static readonly string[] Hostile =
    [
        "paddock", "paddock.errors", "p_8", "p_8.errors", "p_8.", "`p_8`.errors", "paddock.issue_hashes", "system.tables", "system.parts", "system.columns", "errors", "issues", "ledger", "project", "project = 8",
        "SETTINGS", "SETTINGS additional_table_filters = '{}'", "SETTINGS readonly = 0", "FORMAT", "FORMAT JSON", "INTO OUTFILE '/dev/null'", "EXPLAIN", "APPLY", "APPLY(file)", "FINAL", "PREWHERE project = 8", "GLOBAL", "VALUES", "SAMPLE 1",
        "/*", "*/", "--", "--\n", "/**/", ";", "`", "\"", "'", "''", "\\", "\\'", "$$", "#", "\0", "\u00a0", "\u2028", "\n", "{x:Identifier}", "{x:String}", "{", "}", "(", ")", "[", "]", ",", ".", "..", "::", "->", "*", "@@", "?", ":",
        "SELECT", "FROM", "WHERE", "IN", "NOT IN", "IN paddock.errors", "AS", "AS errors", "WITH errors AS (SELECT * FROM paddock.errors)", "JOIN", "JOIN paddock.errors AS z ON 1 = 1", "UNION ALL", "UNION ALL SELECT project FROM paddock.errors", "EXCEPT", "ARRAY JOIN", "OVER ()", "LIMIT 1",
        "file('/etc/passwd')", "file", "merge('paddock', '.*')", "remote('127.0.0.1', paddock, errors)", "view(SELECT * FROM paddock.errors)", "numbers(3)", "loop(paddock, errors)", "mergeTreeIndex(paddock, errors)", "dictionary('paddock.issue_of_hash')",
        "dictGet('paddock.issue_of_hash', 'issue', (toUInt32(8), 'CANARYhash8'))", "joinGet('paddock.errors', 'code', 1)", "getSetting('additional_table_filters')", "hasColumnInTable('paddock', 'errors', 'project')", "currentDatabase()", "_table", "_part", "__table1", "hash", "_database",
        "lowCardinalityIndices(environment)", "lowCardinalityKeys(type)", "arrayMap(file, ['/etc/passwd'])", "CAST('x', 'AggregateFunction(count)')", "runningDifference(duration)", "rowNumberInAllBlocks()", "blockSize()", "base64Decode(service)", "toUInt32(code)", "intDiv(1, duration)", "match('a', type)",
    ];

    private static readonly Regex Words = new(@"'(?:[^'\\]|\\.)*'|[A-Za-z_0-9]+|\s+|.", RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static readonly string[] Corpus = [.. Attacks.All.Select(static attack => attack.Query), .. LegitimateQueries.All.Select(static query => query.Query)];

    public string Query()
    {
        var words = WordsOf(Corpus[random.Next(Corpus.Length)]);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
            Change(words);
        var query = string.Concat(words);
        return random.Next(8) == 0 ? Spoil(query) : query;
    }

    private void Change(List<string> words)
    {
        var at = random.Next(words.Count + 1);
        var hasWord = at < words.Count;
        switch (random.Next(8))
        {
            case 0 when hasWord:
                words.RemoveAt(at);
                break;
            case 1 when hasWord:
                words[at] = Hostile[random.Next(Hostile.Length)];
                break;
            case 2 when hasWord:
                words[at] = names[random.Next(names.Count)];
                break;
            case 3 when hasWord:
                words.Insert(at, words[random.Next(words.Count)]);
                break;
            case 4:
                Cross(words, at);
                break;
            case 5:
                words.Insert(at, " " + names[random.Next(names.Count)] + (random.Next(2) == 0 ? " " : "('a') "));
                break;
            default:
                words.Insert(at, (random.Next(4) > 0 ? " " : "") + Hostile[random.Next(Hostile.Length)] + (random.Next(4) > 0 ? " " : ""));
                break;
        }
        if (words.Count == 0)
            words.Add("SELECT");
    }

    /// <summary>Puts a piece of another query in, or one in brackets as a subquery.</summary>
    private void Cross(List<string> words, int at)
    {
        var other = WordsOf(Corpus[random.Next(Corpus.Length)]);
        if (random.Next(2) == 0)
        {
            words.Insert(at, $" ({string.Concat(other)}) ");
            return;
        }
        var start = random.Next(other.Count);
        words.InsertRange(at, other.Skip(start).Take(random.Next(1, 8)));
    }

    private string Spoil(string query)
    {
        var text = new StringBuilder(query.Length == 0 ? "S" : query);
        for (var count = random.Next(1, 4); count > 0; count--)
            text[random.Next(text.Length)] = (char)(random.Next(10) == 0 ? random.Next(0x20, 0x2100) : random.Next(0x20, 0x7f));
        return text.ToString();
    }

    private static List<string> WordsOf(string query) => query.Length == 0 ? ["SELECT"] : [.. Words.Matches(query).Select(static match => match.Value)];
}
