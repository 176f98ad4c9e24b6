using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>A row of the list in a file. Counts are those of the range, weighted.</summary>
internal sealed record ExportedIssue(
    uint Id, string Title, string Value, string Culprit, string Level, string Priority, string State, string Assignee, ulong Events, ulong Users, string FirstSeen, string LastSeen, string FirstRelease)
{
    public static ExportedIssue Of(IssueCounts row, IssueState state) => new(
        row.Issue, row.Title, row.Value, row.Culprit, row.Level, state.Priority, state.State, state.Assignee?.Email ?? "", row.Events, row.Users, Questions.Iso(row.FirstSeen), Questions.Iso(row.LastSeen), row.FirstRelease);
}

/// <summary>The list as a file of JSON, or of lines for a spreadsheet (RFC 4180).</summary>
internal static class IssueExport
{
    // A cell that begins with one of these is a formula to a spreadsheet, and what it says came from outside.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    public static byte[] Json(IEnumerable<ExportedIssue> issues) => JsonSerializer.SerializeToUtf8Bytes(issues.ToArray(), SearchApiJson.Default.ExportedIssueArray);

    public static byte[] Csv(IEnumerable<ExportedIssue> issues)
    {
        var text = new StringBuilder("id,title,value,culprit,level,priority,state,assignee,events,users,first_seen,last_seen,first_release\r\n");
        foreach (var issue in issues)
        {
            string[] cells =
            [
                Number(issue.Id), issue.Title, issue.Value, issue.Culprit, issue.Level, issue.Priority, issue.State, issue.Assignee, Number(issue.Events), Number(issue.Users), issue.FirstSeen, issue.LastSeen, issue.FirstRelease,
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text)
    {
        if (text.AsSpan(0, Math.Min(1, text.Length)).ContainsAny(Formula)) text = $"'{text}";
        return text.AsSpan().IndexOfAny(',', '"', '\n') >= 0 || text.Contains('\r', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
