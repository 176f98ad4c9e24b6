using System.Text;
using Paddock.Signals.Errors;

namespace Paddock.Tests.Signals.Errors;

public sealed class IssueExportTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("", "")]
    public void A_cell_is_text_to_every_spreadsheet(string title, string expected)
    {
        var issue = new ExportedIssue(7, title, "v", "c", "error", "high", "new", "", 12, 3, "2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z", "");
        Assert.Equal(
            $"id,title,value,culprit,level,priority,state,assignee,events,users,first_seen,last_seen,first_release\r\n7,{expected},v,c,error,high,new,,12,3,2026-11-01T00:00:00.000Z,2026-11-02T00:00:00.000Z,\r\n",
            Encoding.UTF8.GetString(IssueExport.Csv([issue])));
        Assert.Contains("\"events\":12", Encoding.UTF8.GetString(IssueExport.Json([issue])), StringComparison.Ordinal);
    }
}
