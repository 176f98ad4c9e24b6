using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>
/// What was typed above the list of issues, in the words that Sentry has. A word is sought in titles, messages, places and stacks. <c>key:value</c> names something of the issue, of its counts in the
/// range, or of its events; then only events that have it are counted. Any other key is a tag.
/// </summary>
internal sealed partial class IssueSearch
{
    private const string AgainWord = "again";
    private const string Now = "{now:DateTime64(9, 'UTC')}";

    private static readonly FrozenSet<string> Columns =
        new[] { "culprit", "distribution", "environment", "host", "level", "logger", "platform", "release", "route", "sdk", "service", "transaction", "type" }.ToFrozenSet();

    /// <summary>Keys by which somebody may search who may not read personal data: no tags, which hold whatever a site puts there.</summary>
    public static readonly FrozenSet<string> ImpersonalKeys = Columns.Concat(
        ["trace", "handled", "error.handled", "error.unhandled", "error.type", "dist", "is", "assigned", "bookmarks", "priority", "age", "firstSeen", "lastSeen", "timesSeen", "usersSeen", "firstRelease", "issue"]).ToFrozenSet();

    private static readonly string Standing = IssueStanding.Sql(Now);

    /// <summary>What an issue can be besides its status.</summary>
    private static readonly FrozenDictionary<string, string> States = new Dictionary<string, string>
    {
        [IssueStanding.New] = $"{Standing} = 'new'",
        [IssueStanding.Ongoing] = $"{Standing} = 'ongoing'",
        [IssueStanding.Escalating] = $"{Standing} = 'escalating'",
        [IssueStanding.Regressed] = $"{Standing} = 'regressed'",
        ["for_review"] = $"{Standing} IN ('new', 'escalating', 'regressed')",
        ["first"] = "kept.first_seen >= {from:DateTime64(3, 'UTC')}",
        [AgainWord] = "has({again:Array(UInt32)}, issue)",
        ["assigned"] = "assignee != ''",
        ["unassigned"] = "assignee = ''",
    }.ToFrozenDictionary();

    /// <summary>Other names of the same.</summary>
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["assignee"] = "assigned",
        ["bookmarked"] = "bookmarks",
        ["error.type"] = "type",
        ["error.handled"] = "handled",
        ["dist"] = "distribution",
        ["server_name"] = "host",
        ["first_seen"] = "firstseen",
        ["age"] = "firstseen",
        ["last_seen"] = "lastseen",
        ["times_seen"] = "timesseen",
        ["users_seen"] = "usersseen",
        ["first_release"] = "firstrelease",
        ["issue.priority"] = "priority",
        ["issue.id"] = "issue",
        ["event.id"] = "id",
        ["stack.function"] = "stack",
        ["stack.filename"] = "stack",
        ["stack.module"] = "stack",
        ["error.value"] = "message",
    }.ToFrozenDictionary();

    private readonly SearchSql _sql = new();
    private readonly SearchAsker _asker;

    private IssueSearch(SearchAsker asker) => _asker = asker;

    public static IssueSearch None { get; } = new(SearchAsker.Nobody);

    /// <summary>A condition on rows of <c>paddock.errors</c>.</summary>
    public string Rows { get; private set; } = "1";

    /// <summary>A condition on rows of <c>paddock.issues</c>, called <c>kept</c>.</summary>
    public string Issues { get; private set; } = "1";

    /// <summary>A condition on what an issue's events in the range come to: events, users, last_seen.</summary>
    public string Counts { get; private set; } = "1";

    /// <summary>Whether it says which status it wants, so that none is taken for granted.</summary>
    public bool NamesStatus { get; private set; }

    /// <summary>Whether it asks which issues happened again: <see cref="Again"/> says so, which only the relational side knows.</summary>
    public bool AsksAgain { get; private set; }

    /// <summary>Issues that were opened again in the range because they happened again.</summary>
    public IReadOnlyList<int> Again { get; set; } = [];

    /// <summary>Whether it asks which issues who asks has marked: <see cref="Bookmarks"/> says so.</summary>
    public bool AsksBookmarks { get; private set; }

    public IReadOnlyList<int> Bookmarks { get; set; } = [];

    /// <summary>Whether it asks for the newest release: <see cref="Latest"/> says which.</summary>
    public bool AsksLatest { get; private set; }

    public string Latest { get; set; } = "";

    /// <summary>What is wrong with it; null: nothing.</summary>
    public SearchProblem? Problem { get; private set; }

    /// <param name="text">What was typed.</param>
    /// <param name="asker">For "me" and for people by their names.</param>
    /// <returns>Null where the text is too long or has too many terms.</returns>
    public static IssueSearch? Parse(string? text, SearchAsker? asker = null)
    {
        if (SearchTerm.Parse(text) is not { } terms) return null;
        var search = new IssueSearch(asker ?? SearchAsker.Nobody);
        foreach (var term in terms) search.Add(term);
        return search;
    }

    /// <summary>Issues with the words in their titles, which say nothing of a person.</summary>
    public static IssueSearch OfTitle(IEnumerable<string> words)
    {
        var search = new IssueSearch(SearchAsker.Nobody);
        foreach (var word in words) search.Issues += SearchSql.Condition(false, search._sql.Contains("title", word));
        return search;
    }

    public void AddTo(QueryParameters parameters)
    {
        _sql.AddTo(parameters);
        if (Issues.Contains(Now, StringComparison.Ordinal)) parameters.Add("now", _asker.Now);
        if (AsksAgain) parameters.Add("again", Again.Select(static issue => (ulong)issue));
        if (AsksBookmarks) parameters.Add("bookmarks", Bookmarks.Select(static issue => (ulong)issue));
        if (AsksLatest) parameters.Add("latest", Latest);
    }

    /// <summary>SQL: what a key names of an event, for asking which values it has. Null: nothing of an event.</summary>
    public static string? ExpressionOf(string key, SearchSql sql) => Name(key) switch
    {
        "is" or "assigned" or "bookmarks" or "firstseen" or "lastseen" or "timesseen" or "usersseen" or "firstrelease" or "priority" or "issue" or "stack" or "message" or "title" or "has" => null,
        var name => Expression(key, name, sql),
    };

    private static string Name(string key) => Aliases.GetValueOrDefault(key.ToLowerInvariant(), key.ToLowerInvariant());

    private static string Expression(string key, string name, SearchSql sql) => name switch
    {
        "trace" => Correlation.TraceText,
        "id" => "lower(hex(event_id))",
        "handled" => "multiIf(errors.handled = 1, 'yes', errors.handled = 0, 'no', '')",
        "user.id" or "user" => "distinct_id",
        "user.email" => "user_email",
        "user.username" => "JSONExtractString(errors.user, 'username')",
        "path" or "url_path" => "url_path",
        _ => Columns.Contains(name) ? name : $"tags[{sql.Parameter(key)}]",
    };

    private void Add(SearchTerm term)
    {
        var (not, key, value) = term;
        if (key is null)
        {
            var word = _sql.Parameter(value);
            Rows += SearchSql.Condition(not, $$"""
                positionCaseInsensitiveUTF8(concat(errors.type, ' ', errors.value, ' ', errors.message, ' ', errors.culprit), {{word}}) > 0 OR {{ErrorsTable.Issue}} IN
                (SELECT issue FROM paddock.issues FINAL WHERE project = {project:UInt32} AND positionCaseInsensitiveUTF8(concat(title, ' ', value, ' ', culprit, ' ', frames), {{word}}) > 0)
                """);
            return;
        }
        switch (Name(key))
        {
            case "is": Is(term); break;
            case "assigned": Issues += SearchSql.Condition(not, Each(value, Assigned)); break;
            case "bookmarks" when value is "me":
                AsksBookmarks = true;
                Issues += SearchSql.Condition(not, "has({bookmarks:Array(UInt32)}, issue)");
                break;
            case "bookmarks": Refuse(term, "bookmarks:me"); break;
            case "priority": Priority(term); break;
            case "issue": Issues += SearchSql.Condition(not, Each(value, each => $"toString(issue) = {_sql.Parameter(each)}")); break;
            case "title": Issues += SearchSql.Condition(not, Each(value, each => Text("title", each))); break;
            case "stack": Issues += SearchSql.Condition(not, Each(value, each => Text("frames", each))); break;
            case "firstrelease": Issues += SearchSql.Condition(not, Each(value, each => Release("first_release", each))); break;
            case "release": Rows += SearchSql.Condition(not, Each(value, each => Release("release", each))); break;
            case "message": Rows += SearchSql.Condition(not, Each(value, each => $"{Text("errors.message", each)} OR {Text("errors.value", each)}")); break;
            case "firstseen": Issues += Time(term, "kept.first_seen"); break;
            case "lastseen": Counts += Time(term, "counted.last_seen"); break;
            case "timesseen": Counts += Number(term, "counted.events"); break;
            case "usersseen": Counts += Number(term, "counted.users"); break;
            case "has": Rows += SearchSql.Condition(not, $"{ExpressionOf(value, _sql) ?? "'yes'"} != ''"); break;
            case "error.unhandled": Rows += SearchSql.Condition(not, value is "false" or "no" ? "errors.handled != 0" : "errors.handled = 0"); break;
            case "user": Rows += SearchSql.Condition(not, Each(value, each => $"{_sql.Matches("distinct_id", each)} OR {_sql.Matches("user_email", each)}")); break;
            case "handled": Rows += SearchSql.Condition(not, Each(value, each => _sql.Matches(Expression(key, "handled", _sql), each switch { "true" or "1" => "yes", "false" or "0" => "no", _ => each }))); break;
            case var name: Rows += SearchSql.Condition(not, Each(name is "trace" or "id" ? value.ToLowerInvariant() : value, each => _sql.Matches(Expression(key, name, _sql), each))); break;
        }
    }

    private void Is(SearchTerm term)
    {
        var (not, _, value) = term;
        if (States.TryGetValue(value, out var state))
        {
            AsksAgain |= value is AgainWord;
            Issues += SearchSql.Condition(not, state);
            return;
        }
        var status = value is "ignored" ? IssueStatus.Archived : value;
        if (value is not "all" && !IssueStatus.IsShownAs(status))
        {
            Refuse(term, $"is: with unresolved, resolved, archived, all, {string.Join(", ", States.Keys.Order())}");
            return;
        }
        NamesStatus = true;
        Issues += SearchSql.Condition(not, value is "all" ? "1" : _sql.Matches("status", status));
    }

    private void Priority(SearchTerm term)
    {
        var parts = Parts(term.Value);
        if (Array.Exists(parts, static each => IssuePriority.Parse(each) is null)) Refuse(term, $"priority: with {IssuePriority.Names}");
        else Issues += SearchSql.Condition(term.Not, string.Join(" OR ", parts.Select(static each => $"kept.priority = {IssuePriority.Parse(each)}")));
    }

    private string Assigned(string who) => who switch
    {
        "nobody" or "none" => "assignee = ''",
        "me" => $"assignee = {_sql.Parameter(_asker.Me)} AND assignee != ''",
        _ when _asker.People.Where(person => string.Equals(person.Name, who, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } called =>
            string.Join(" OR ", called.Select(person => $"assignee = {_sql.Parameter(person.Email)}")),
        _ => _sql.Matches("assignee", who),
    };

    private string Release(string column, string value)
    {
        if (value is not "latest") return _sql.Matches(column, value);
        AsksLatest = true;
        return $"{column} = {{latest:String}}";
    }

    // A part of it will do; with a star it is the whole.
    private string Text(string column, string value) => value.Contains('*', StringComparison.Ordinal) ? _sql.Matches(column, value) : _sql.Contains(column, value);

    private string Number(SearchTerm term, string column)
    {
        var match = NumberForm().Match(term.Value);
        if (!match.Success) return Refuse(term, "a number such as 100, >100 or <=100");
        var sign = match.Groups["sign"].Value;
        return SearchSql.Condition(term.Not, $"{column} {(sign is "" ? "=" : sign)} {match.Groups["number"].Value}");
    }

    private string Time(SearchTerm term, string column)
    {
        if (AgoForm().Match(term.Value) is { Success: true } ago)
        {
            var number = long.Parse(ago.Groups["number"].Value, CultureInfo.InvariantCulture);
            var at = _asker.Now - (ago.Groups["unit"].Value switch { "m" => TimeSpan.FromMinutes(number), "h" => TimeSpan.FromHours(number), "d" => TimeSpan.FromDays(number), _ => TimeSpan.FromDays(7 * number) });
            return SearchSql.Condition(term.Not, $"{column} {(ago.Groups["sign"].Value is "-" ? ">=" : "<=")} {Moment(at)}");
        }
        if (DateForm().Match(term.Value) is { Success: true } date
            && DateTimeOffset.TryParse(date.Groups["date"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) && day.Year is >= 2000 and <= 2105)
        {
            return SearchSql.Condition(term.Not, date.Groups["sign"].Value is { Length: > 0 } sign
                ? $"{column} {sign} {Moment(day)}" : $"{column} >= {Moment(day)} AND {column} < {Moment(day.AddDays(1))}");
        }
        return Refuse(term, "a time such as -24h (within the last day), +7d (longer ago) or >2026-11-01");
    }

    private static string Moment(DateTimeOffset at) => $"toDateTime64('{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}', 9, 'UTC')";

    private string Refuse(SearchTerm term, string expected)
    {
        Problem ??= new SearchProblem(term.Text, term.At, expected);
        return "";
    }

    private static string Each(string value, Func<string, string> condition) => string.Join(" OR ", Parts(value).Select(each => $"({condition(each)})"));

    // release:[1.0,1.1] is either of them.
    private static string[] Parts(string value) =>
        value is ['[', .. var inside, ']'] && inside.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts ? parts : [value];

    [GeneratedRegex("^(?<sign>[<>]=?|=|)(?<number>[0-9]{1,15})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberForm();

    [GeneratedRegex("^(?<sign>[-+])(?<number>[0-9]{1,4})(?<unit>[mhdw])$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AgoForm();

    [GeneratedRegex("^(?<sign>[<>]=?|)(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{4,12}Z?)?)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DateForm();
}

/// <summary>Who asks, and when.</summary>
/// <param name="Me">Their e-mail, for <c>assigned:me</c>; empty: a program.</param>
/// <param name="People">Who may be named.</param>
internal sealed record SearchAsker(string Me, DateTimeOffset Now, IReadOnlyList<Assignee> People)
{
    public static SearchAsker Nobody { get; } = new("", DateTimeOffset.UnixEpoch, []);
}

/// <summary>A part of a search that means nothing.</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="At">Where it begins, from 1.</param>
/// <param name="Expected">What to write instead.</param>
internal sealed record SearchProblem(string Text, int At, string Expected);
