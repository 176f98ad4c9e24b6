using System.Globalization;
using System.Text.RegularExpressions;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors.Releases;

/// <summary>Commits say which issues they mend, "Fixes PADDOCK-12"; those are resolved in the release that brings the commit.</summary>
internal sealed class CommitFixes(ReleaseBook book, IssueTriage triage)
{
    private const int MostOfCommit = 20, LongestName = 60, ShortSha = 7;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // "Fixes PADDOCK-12, PADDOCK-13 and PADDOCK-14"
    private static readonly Regex Mends = new(@"\b(fix|fixes|fixed|close|closes|closed|resolve|resolves|resolved):?\s+PADDOCK-\d+((\s*,\s*|\s*&\s*|\s+and\s+|\s*,\s*and\s+)PADDOCK-\d+)*", Options);
    private static readonly Regex Name = new(@"PADDOCK-\d+", Options);

    /// <summary>As <see cref="ReleaseBook.TellAsync"/>; of commits that the release did not have before, the issues that they mend are resolved.</summary>
    public async Task<KnownRelease> TellAsync(int project, string version, ReleaseNews news, CancellationToken cancel)
    {
        var had = news.Commits is { Count: > 0 } && await book.FindAsync(project, version, cancel) is { } before ? (await book.CommitsAsync(before.Row.Id, cancel)).Select(static commit => commit.Sha).ToHashSet() : [];
        var known = await book.TellAsync(project, version, news, cancel);
        foreach (var commit in (news.Commits ?? []).Where(commit => !had.Contains(commit.Sha)))
            foreach (var issue in IssuesOf(commit.Message)) await ResolveAsync(project, issue, version, commit, cancel);
        return known;
    }

    // Each by itself: one that does not exist, or was merged, keeps nobody else from being resolved. What was deleted stays so.
    private async Task ResolveAsync(int project, uint issue, string version, ReleaseCommitRow commit, CancellationToken cancel)
    {
        var states = await triage.StatesAsync([issue], null, cancel);
        if (!states.TryGetValue(issue, out var state) || state.Status is not (IssueStatus.Unresolved or IssueStatus.Archived)) return;
        var name = $"Commit {commit.Sha[..Math.Min(ShortSha, commit.Sha.Length)]}{(commit.Author is "" ? "" : $" by {commit.Author}")}";
        var actor = new IssueActor(null, name.Length > LongestName ? name[..LongestName] : name, "");
        await triage.ApplyAsync(project, [new IssueChange(issue, IssueStatus.Resolved, Fix: new IssueFix(IssueFix.InRelease, version))], actor, TriageFacts.None, cancel);
    }

    /// <summary>Issues that a commit's message says it mends, each once.</summary>
    public static IEnumerable<uint> IssuesOf(string message) => Mends.Matches(message).SelectMany(static mended => Name.Matches(mended.Value))
        .Select(static name => uint.TryParse(name.ValueSpan["PADDOCK-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var issue) && issue <= int.MaxValue ? issue : 0)
        .Where(static issue => issue > 0).Distinct().Take(MostOfCommit);
}
