using System.Collections.Frozen;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>
/// What was typed above the list of issues. A word is sought in title, value and culprit. <c>key:value</c> names a column or a tag, and only
/// events that have it are counted. <c>is:new</c> are issues first seen in the range, <c>is:again</c> those that were resolved and happened again in it.
/// </summary>
internal sealed class IssueSearch
{
    private static readonly FrozenSet<string> Columns =
        new[] { "culprit", "distribution", "environment", "host", "level", "logger", "platform", "release", "sdk", "service", "transaction", "type" }.ToFrozenSet();

    /// <summary>Keys by which somebody may search who may not read personal data: no tags, which hold whatever a site puts there.</summary>
    public static readonly FrozenSet<string> ImpersonalKeys = Columns.Concat(["trace", "handled", "is", "assigned"]).ToFrozenSet();

    private const string AgainWord = "again";

    // Seen first in the range.
    private const string IsNew = "kept.first_seen >= {from:DateTime64(3, 'UTC')}";

    /// <summary>What an issue can be besides its status.</summary>
    private static readonly FrozenDictionary<string, string> States = new Dictionary<string, string>
    {
        ["regressed"] = "status = 'unresolved' AND regressed_at > toDateTime64(0, 9, 'UTC')",
        ["new"] = IsNew,
        [AgainWord] = "has({again:Array(UInt32)}, issue)",
        ["assigned"] = "assignee != ''",
        ["unassigned"] = "assignee = ''",
    }.ToFrozenDictionary();

    private readonly SearchSql _sql = new();

    public static IssueSearch None { get; } = new();

    /// <summary>A condition on rows of <c>paddock.errors</c>.</summary>
    public string Rows { get; private set; } = "1";

    /// <summary>A condition on rows of <c>paddock.issues</c>, called <c>kept</c>.</summary>
    public string Issues { get; private set; } = "1";

    /// <summary>Whether it says which status it wants, so that none is taken for granted.</summary>
    public bool NamesStatus { get; private set; }

    /// <summary>Whether it asks which issues happened again: <see cref="Again"/> says so, which only the relational side knows.</summary>
    public bool AsksAgain { get; private set; }

    /// <summary>Issues that were opened again in the range because they happened again.</summary>
    public IReadOnlyList<int> Again { get; set; } = [];

    /// <param name="text">What was typed.</param>
    /// <param name="me">The e-mail of who asks, for <c>assigned:me</c>; empty: a program.</param>
    /// <returns>Null where the text is too long or has too many terms.</returns>
    public static IssueSearch? Parse(string? text, string me = "")
    {
        if (SearchTerm.Parse(text) is not { } terms) return null;
        var search = new IssueSearch();
        foreach (var term in terms) search.Add(term, me);
        return search;
    }

    /// <summary>Issues with the words in their titles, which say nothing of a person.</summary>
    public static IssueSearch OfTitle(IEnumerable<string> words)
    {
        var search = new IssueSearch();
        foreach (var word in words) search.Issues += SearchSql.Condition(false, search._sql.Contains("title", word));
        return search;
    }

    public void AddTo(QueryParameters parameters)
    {
        _sql.AddTo(parameters);
        if (AsksAgain) parameters.Add("again", Again.Select(static issue => (ulong)issue));
    }

    private void Add(SearchTerm term, string me)
    {
        var (not, key, value) = term;
        if (key is null)
            Issues += SearchSql.Condition(not, _sql.Contains("concat(title, ' ', value, ' ', culprit)", value));
        else if (key == "is" && States.TryGetValue(value, out var state))
        {
            AsksAgain |= value is AgainWord;
            Issues += SearchSql.Condition(not, state);
        }
        else if (key == "is")
        {
            NamesStatus = true;
            Issues += SearchSql.Condition(not, value is "all" ? "1" : _sql.Matches("status", value));
        }
        else if (key == "assigned")
            Issues += SearchSql.Condition(not, value switch { "nobody" => "assignee = ''", "me" => $"assignee = {_sql.Parameter(me)} AND assignee != ''", _ => _sql.Matches("assignee", value) });
        else if (key == "user")
            Rows += SearchSql.Condition(not, $"{_sql.Matches("distinct_id", value)} OR {_sql.Matches("user_email", value)}");
        else
            Rows += SearchSql.Condition(not, _sql.Matches(Expression(key), key is "trace" ? value.ToLowerInvariant() : value));
    }

    private string Expression(string key) => key switch
    {
        "trace" => Correlation.TraceText,
        "handled" => "multiIf(errors.handled = 1, 'yes', errors.handled = 0, 'no', '')",
        _ => Columns.Contains(key) ? key : $"tags[{_sql.Parameter(key)}]",
    };
}
