using System.Globalization;
using Paddock.Database.Rows;
using Paddock.Signals.Errors.Releases;

namespace Paddock.Receivers.SentryCli;

/// <summary>Releases as <c>sentry-cli releases</c> and <c>sentry-cli deploys</c> tell of them and ask for them.</summary>
internal sealed class CliReleases(ReleaseBook book, CommitFixes fixes, CliBody body, TimeProvider time)
{
    private const int LongestText = 2_000;
    private const int LongestName = 200;
    private const int MostFiles = 200;

    public async Task<IResult> ListAsync(HttpContext context, CliProject project) =>
        Results.Json([.. (await book.ListAsync(project.Id, context.RequestAborted)).Select(known => Answer(known, project))], CliJson.Default.ReleaseAnswerArray);

    public async Task<IResult> FindAsync(HttpContext context, CliProject project) =>
        await book.FindAsync(project.Id, VersionOf(context), context.RequestAborted) is { } known ? Results.Json(Answer(known, project), CliJson.Default.ReleaseAnswer) : NotFound();

    public async Task<IResult> BeforeAsync(HttpContext context, CliProject project) =>
        await book.BeforeAsync(project.Id, VersionOf(context), context.RequestAborted) is { } known
            ? Results.Json(Answer(known, project), CliJson.Default.ReleaseAnswer)
            : Results.Json(new CliNothing(), CliJson.Default.CliNothing);

    public async Task<IResult> DeleteAsync(HttpContext context, CliProject project) =>
        await book.DeleteAsync(project.Id, VersionOf(context), context.RequestAborted) ? Results.NoContent() : NotFound();

    /// <summary>Makes one, or adds to what is known of it: clients make it once more before each change.</summary>
    public async Task<IResult> TellAsync(HttpContext context, CliProject project)
    {
        var (request, refusal) = await body.ReadAsync(context, CliJson.Default.ReleaseRequest);
        if (request is null) return refusal!;
        if ((request.Projects ?? []).FirstOrDefault(name => !project.IsCalled(name)) is { } other) return SentryCliAccess.WrongProject(project, other);
        if (request.Status is not (null or "open")) return Wrong("Releases are not archived here. What nobody needs can be deleted.");
        var isNamedByAddress = context.GetRouteValue("version") is not null;
        var version = isNamedByAddress ? VersionOf(context) : request.Version;
        if (!ReleaseBook.IsVersion(version)) return Wrong($"A release has a name of {ReleaseBook.LongestVersion} characters at most, without slashes and line breaks, and is not called \"latest\".");
        var commits = request.Commits?.OfType<CommitRequest>().Where(static commit => commit.Id is { Length: > 0 }).Take(ReleaseBook.MostCommits).Select(Commit).ToList();
        var known = await fixes.TellAsync(project.Id, version!, new ReleaseNews(Cut(request.Url, LongestText, null), request.DateReleased, commits), context.RequestAborted);
        return Results.Json(Answer(known, project), CliJson.Default.ReleaseAnswer, statusCode: isNamedByAddress ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    public async Task<IResult> DeploysAsync(HttpContext context, CliProject project) =>
        await book.FindAsync(project.Id, VersionOf(context), context.RequestAborted) is not { } known ? NotFound()
            : Results.Json([.. (await book.DeploysAsync(known.Row.Id, context.RequestAborted)).Select(Answer)], CliJson.Default.DeployAnswerArray);

    public async Task<IResult> DeployAsync(HttpContext context, CliProject project)
    {
        var (request, refusal) = await body.ReadAsync(context, CliJson.Default.DeployRequest);
        if (request is null) return refusal!;
        if (request.Environment is not { Length: > 0 and <= 64 } environment) return Wrong("environment: 1 to 64 characters.");
        var row = await book.DeployAsync(project.Id, VersionOf(context), release => new DeployRow
        {
            ReleaseId = release,
            Environment = environment,
            Name = Cut(request.Name, LongestName, "")!,
            Url = Cut(request.Url, LongestText, "")!,
            StartedAt = request.DateStarted,
            FinishedAt = request.DateFinished ?? time.GetUtcNow(),
        }, context.RequestAborted);
        return row is null ? NotFound() : Results.Json(Answer(row), CliJson.Default.DeployAnswer, statusCode: StatusCodes.Status201Created);
    }

    private static ReleaseCommitRow Commit(CommitRequest commit) => new()
    {
        ReleaseId = 0,
        Number = 0,
        Sha = Cut(commit.Id, 64, "")!,
        Repository = Cut(commit.Repository, LongestName, "")!,
        Author = Cut(commit.AuthorName, LongestName, "")!,
        Email = Cut(commit.AuthorEmail, LongestName, "")!,
        Message = Cut(commit.Message, LongestText, "")!.Trim(),
        Files = string.Join('\n', (commit.PatchSet ?? []).Select(static patch => patch?.Path).Where(static path => path is { Length: > 0 and <= LongestName } && !path.Contains('\n')).Take(MostFiles)),
        At = commit.Timestamp,
    };

    private static ReleaseAnswer Answer(KnownRelease known, CliProject project) => new(
        known.Row.Version, known.Row.Version, known.Row.CreatedAt, known.Row.ReleasedAt, known.Row.Url is "" ? null : known.Row.Url, known.Commits,
        known.LastCommit is { } sha ? new CommitAnswer(sha) : null, 0, [new NamedProject(project.Slug, project.Name)]);

    private static DeployAnswer Answer(DeployRow row) => new(
        row.Id.ToString(CultureInfo.InvariantCulture), row.Environment, row.Name is "" ? null : row.Name, row.Url is "" ? null : row.Url, row.StartedAt, row.FinishedAt);

    private static string VersionOf(HttpContext context) => (string)context.GetRouteValue("version")!;

    private static string? Cut(string? text, int longest, string? otherwise) => text is null ? otherwise : text.Length > longest ? text[..longest] : text;

    private static IResult NotFound() => CliAnswer.Problem(StatusCodes.Status404NotFound, "There is no such release: make it with \"sentry-cli releases new\".");

    private static IResult Wrong(string detail) => CliAnswer.Problem(StatusCodes.Status400BadRequest, detail);
}
