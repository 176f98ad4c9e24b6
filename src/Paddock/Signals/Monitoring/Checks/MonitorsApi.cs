using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Outbound;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>Monitors and incidents: how they stand, what they are set to, what they have seen. Shapes: <see cref="MonitorList"/>, <see cref="MonitorDetail"/>, <see cref="ResultList"/>, <see cref="MonitorRequest"/>.</summary>
internal static class MonitorsApi
{
    private const int MostIncidents = 200;
    private const int MostResults = 100;

    /// <summary>What needs no store of records.</summary>
    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapMonitors(this IEndpointRouteBuilder project)
    {
        var monitors = project.MapGroup("").WithTags("Monitoring").AnswersWithoutPersonalData();
        monitors.MapGet("/monitors", ListAsync).WithName("listMonitors");
        monitors.MapPost("/monitors", CreateAsync).WithName("createMonitor");
        monitors.MapGet("/monitors/{monitor:int}", DetailAsync).WithName("getMonitor");
        monitors.MapPut("/monitors/{monitor:int}", ChangeAsync).WithName("changeMonitor");
        monitors.MapDelete("/monitors/{monitor:int}", DeleteAsync).WithName("deleteMonitor");
        monitors.MapPost("/monitors/{monitor:int}/restore", RestoreAsync).WithName("restoreMonitor");
        monitors.MapPost("/monitors/{monitor:int}/pause", PauseAsync).WithName("pauseMonitor");
        monitors.MapPost("/monitors/{monitor:int}/resume", ResumeAsync).WithName("resumeMonitor");
        monitors.MapPost("/monitors/{monitor:int}/check", CheckAsync).WithName("checkMonitor");
        monitors.MapGet("/incidents", IncidentsAsync).WithName("listIncidents");
    }

    /// <summary>What is asked of the store of records.</summary>
    /// <inheritdoc cref="MapMonitors"/>
    public static void MapMonitorResults(this IEndpointRouteBuilder project)
    {
        var monitors = project.MapGroup("").WithTags("Monitoring").AnswersWithoutPersonalData();
        monitors.MapGet("/monitors/answers", AnswersAsync).WithName("listMonitorAnswers");
        monitors.MapGet("/monitors/{monitor:int}/results", ResultsAsync).WithName("listMonitorResults");
    }

    /// <summary>What is watched, how it stands, and how long it was up in the range.</summary>
    internal static async Task<Results<Ok<MonitorList>, ProblemHttpResult>> ListAsync(int id, string? range, MonitorsReading reading, RelationalStore store, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        var monitors = await reading.ListAsync(id, chosen, null, cancel);
        var domain = await store.ReadAsync((db, stop) => db.Projects.Where(row => row.Id == id).Select(static row => row.Domain).SingleOrDefaultAsync(stop), cancel);
        var isWatched = domain is null || monitors.Any(each => each.Kind == MonitorKind.Http && Uri.TryCreate(each.Url, UriKind.Absolute, out var url) && url.IdnHost == domain);
        return TypedResults.Ok(new MonitorList(
            Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, monitors, isWatched ? null : new MonitorSuggestion(domain!, $"https://{domain}/")));
    }

    /// <summary>One monitor: how it stands, what it is set to, its incidents.</summary>
    internal static async Task<Results<Ok<MonitorDetail>, NotFound, ProblemHttpResult>> DetailAsync(
        int id, int monitor, string? range, MonitorsReading reading, RelationalStore store, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (await reading.ListAsync(id, chosen, monitor, cancel) is not [var found]) return TypedResults.NotFound();
        var row = await FindAsync(store, id, monitor, cancel);
        var incidents = await reading.IncidentsAsync(id, chosen, monitor, MostIncidents, cancel);
        return row is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(new MonitorDetail(Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, found, Settings(row), incidents));
    }

    /// <summary>Watches something: a site (http), a port (tcp), or a job that reports by itself (heartbeat). The first check comes at once.</summary>
    internal static async Task<Results<Created<CreatedMonitor>, ProblemHttpResult>> CreateAsync(int id, MonitorRequest request, AddressPolicy policy, Monitors monitors, MonitorBook book, CancellationToken cancel)
    {
        if (request.Problem(policy) is { } problem) return Refusal(problem);
        if (await monitors.CreateAsync(id, request, cancel) is not { } row)
            return TypedResults.Problem($"A project has at most {Monitors.Most} monitors. Delete some that are no longer needed.", statusCode: StatusCodes.Status409Conflict, title: "There are too many monitors");
        await book.ReloadAsync(cancel);
        return TypedResults.Created($"/api/v1/projects/{id}/monitors/{row.Id}", new CreatedMonitor(row.Id, row.Slug));
    }

    /// <summary>Sets a monitor anew. What is left out has its usual value; its kind stays.</summary>
    internal static async Task<Results<NoContent, NotFound, ProblemHttpResult>> ChangeAsync(int id, int monitor, MonitorRequest request, AddressPolicy policy, Monitors monitors, RelationalStore store, MonitorBook book, CancellationToken cancel)
    {
        if (await FindAsync(store, id, monitor, cancel) is not { } row) return TypedResults.NotFound();
        request = request with { Kind = request.Kind ?? row.Kind };
        if (request.Problem(policy) is { } problem) return Refusal(problem);
        if (await monitors.ChangeAsync(id, monitor, request, cancel) is not { } changed) return TypedResults.NotFound();
        if (!changed) return Refusal(MonitorProblem.Of("kind", $"{row.Kind}, as it was, or make another monitor"));
        await book.ReloadAsync(cancel);
        return TypedResults.NoContent();
    }

    /// <summary>Stops to watch it and takes it off the lists. For a month it can be brought back.</summary>
    internal static Task<Results<NoContent, NotFound>> DeleteAsync(int id, int monitor, Monitors monitors, MonitorBook book, CancellationToken cancel) => EditAsync(monitors.DeleteAsync(id, monitor, true, cancel), book, cancel);

    /// <summary>Brings a deleted monitor back.</summary>
    internal static Task<Results<NoContent, NotFound>> RestoreAsync(int id, int monitor, Monitors monitors, MonitorBook book, CancellationToken cancel) => EditAsync(monitors.DeleteAsync(id, monitor, false, cancel), book, cancel);

    /// <summary>Stops to look, or to expect the job, until it is resumed. An open incident ends.</summary>
    internal static Task<Results<NoContent, NotFound>> PauseAsync(int id, int monitor, Monitors monitors, MonitorBook book, CancellationToken cancel) => EditAsync(monitors.PauseAsync(id, monitor, true, cancel), book, cancel);

    /// <summary>Looks again, or expects the job again.</summary>
    internal static Task<Results<NoContent, NotFound>> ResumeAsync(int id, int monitor, Monitors monitors, MonitorBook book, CancellationToken cancel) => EditAsync(monitors.PauseAsync(id, monitor, false, cancel), book, cancel);

    private static async Task<Results<NoContent, NotFound>> EditAsync(Task<bool?> edit, MonitorBook book, CancellationToken cancel)
    {
        if (await edit is null) return TypedResults.NotFound();
        await book.ReloadAsync(cancel);
        return TypedResults.NoContent();
    }

    /// <summary>Looks now, beside the plan. What is found counts as any other check.</summary>
    internal static async Task<Results<Ok<LookAnswer>, NotFound, ProblemHttpResult>> CheckAsync(
        int id, int monitor, MonitorBook book, CheckScheduler scheduler, MonitorsReading reading, TimeProvider time, CancellationToken cancel)
    {
        if (book.Find(monitor) is not { } watched || watched.Monitor.ProjectId != id) return TypedResults.NotFound();
        if (watched.IsHeartbeat) return Conflict("Paddock cannot ask a job; it reports by itself.");
        if (watched.Monitor.PausedAt is not null) return Conflict("The monitor is paused. Resume it first.");
        if (await scheduler.CheckNowAsync(watched, cancel) is not { } finding) return Conflict("A check is on its way. Its result comes in a moment.");
        var monitors = await reading.ListAsync(id, TimeRange.Parse(null, time.GetUtcNow())!, monitor, cancel);
        return TypedResults.Ok(new LookAnswer(finding.Status, double.IsNaN(finding.Milliseconds) ? null : finding.Milliseconds, finding.Verdict.Problem, monitors.FirstOrDefault()));
    }

    /// <summary>What was down in the range, newest first: at most 200.</summary>
    internal static async Task<Results<Ok<IncidentList>, ProblemHttpResult>> IncidentsAsync(int id, string? range, MonitorsReading reading, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        return TypedResults.Ok(new IncidentList(Questions.Iso(chosen.From), Questions.Iso(chosen.To), await reading.IncidentsAsync(id, chosen, null, MostIncidents, cancel)));
    }

    /// <summary>How fast each monitor answered, by bucket of the range.</summary>
    internal static async Task<Results<Ok<AnswerList>, ProblemHttpResult>> AnswersAsync(int id, string? range, ChecksQueries queries, RelationalStore store, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        var rows = await store.ReadAsync((db, stop) => db.Monitors.Where(row => row.ProjectId == id && row.DeletedAt == null).ToListAsync(stop), cancel);
        var buckets = (await queries.AnswersAsync(id, chosen, cancel)).ToLookup(static row => (row.Slug, row.OfEnvironment, row.Kind));
        var answers = rows.Select(row => Answers(row.Id, [.. buckets[(row.Slug, row.Environment, row.Kind == MonitorKind.Heartbeat ? "heartbeat" : "check")]], chosen.Buckets)).Where(static each => each.Looks > 0);
        return TypedResults.Ok(new AnswerList(Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, [.. answers]));
    }

    /// <summary>What one monitor has found: how long its answers took and where the time went, and the newest 100 results.</summary>
    /// <param name="which">Which results: <c>all</c>, or <c>failed</c> only.</param>
    internal static async Task<Results<Ok<ResultList>, NotFound, ProblemHttpResult>> ResultsAsync(
        int id, int monitor, string? range, string? which, ChecksQueries queries, RelationalStore store, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if ((which ?? "all") is not ("all" or "failed")) return Questions.Problem("which", "all or failed");
        if (await FindAsync(store, id, monitor, cancel) is not { } row) return TypedResults.NotFound();
        var table = row.Kind == MonitorKind.Heartbeat ? ChecksTable.CheckIns : ChecksTable.Checks;
        var phases = queries.PhasesAsync(id, table, row.Slug, row.Environment, chosen, cancel);
        var results = queries.ResultsAsync(id, table, row.Slug, row.Environment, chosen, which == "failed", MostResults, cancel);
        await Task.WhenAll(phases, results);
        var points = new PhasePoint[chosen.Buckets];
        Array.Fill(points, new PhasePoint(0, null, null, null, null, null, null, null));
        foreach (var each in (await phases).Where(each => each.Bucket < points.Length))
            points[each.Bucket] = new PhasePoint(each.Looks, each.Typical[0], each.Typical[1], each.DnsMs, each.ConnectMs, each.TlsMs, each.WaitMs, each.ReadMs);
        return TypedResults.Ok(new ResultList(Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, points,
            [.. (await results).Select(static row => new CheckResultAnswer(Questions.Iso(row.At), row.Status, row.TookMs, (int)row.HttpStatus, row.Message, row.Address, row.Trace, row.Run))]));
    }

    private static MonitorAnswers Answers(int monitor, AnswerBucket[] buckets, int count)
    {
        var points = new AnswerPoint[count];
        Array.Fill(points, new AnswerPoint(null, null));
        foreach (var each in buckets)
            if (each.Bucket < count && each is { Good: > 0, Typical: [{ } p50, { } p95] }) points[each.Bucket] = new AnswerPoint(p50, p95);
        return new MonitorAnswers(monitor, buckets.Aggregate(0UL, static (sum, each) => sum + each.Looks), buckets.Aggregate(0UL, static (sum, each) => sum + each.Good), points);
    }

    private static MonitorRequest Settings(MonitorRow row) => row.Kind == MonitorKind.Heartbeat
        ? new MonitorRequest(row.Kind, row.Name, row.Environment, FailuresBeforeDown: row.FailuresBeforeDown, SuccessesBeforeUp: row.SuccessesBeforeUp, Schedule: row.Schedule, TimeZone: row.TimeZone,
            MarginMinutes: row.MarginMinutes, MaxRuntimeMinutes: row.MaxRuntimeMinutes)
        : new MonitorRequest(row.Kind, row.Name, row.Environment, row.Url, row.Method, row.IntervalSeconds, row.TimeoutSeconds, row.ExpectedStatus, row.ExpectedText,
            [.. (HeaderLines.Parse(row.Headers) ?? []).Select(static header => new MonitorHeader(header.Key, null))], row.CertificateDays, row.FailuresBeforeDown, row.SuccessesBeforeUp);

    private static Task<MonitorRow?> FindAsync(RelationalStore store, int project, int monitor, CancellationToken cancel) =>
        store.ReadAsync((db, stop) => db.Monitors.SingleOrDefaultAsync(row => row.Id == monitor && row.ProjectId == project && row.DeletedAt == null, stop), cancel);

    private static ProblemHttpResult Refusal(MonitorProblem problem) => TypedResults.Problem(problem.Detail, statusCode: StatusCodes.Status400BadRequest, title: problem.Title);

    private static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Not now");
}

internal sealed record CreatedMonitor(int Id, string Slug);
