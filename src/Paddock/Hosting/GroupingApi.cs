using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Protocols.Sentry.Grouping.Rules;
using Paddock.Signals.Errors;
using Paddock.Signals.Errors.Grouping;

namespace Paddock.Hosting;

/// <summary>A project's rules for what makes events one issue. Shapes: <see cref="GroupingSettings"/>, <see cref="GroupingPreview"/>.</summary>
internal static class GroupingApi
{
    private const int MostMoves = 200;

    public static IServiceCollection AddGrouping(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, GroupingApiJson.Default));

    public static void MapGrouping(this IEndpointRouteBuilder routes)
    {
        var grouping = routes.MapGroup("/api/v1/projects/{id}/grouping").RequireProjectPerson(Capability.ManageProject).WithTags("Errors");
        grouping.MapGet("", ReadAsync).WithName("getGrouping");
        grouping.MapPost("preview", PreviewAsync).WithName("previewGrouping");
        grouping.MapPut("", SaveAsync).WithName("changeGrouping");
    }

    /// <summary>The project's rules.</summary>
    internal static async Task<Ok<GroupingSettings>> ReadAsync(ProjectAccess project, RelationalStore store, CancellationToken cancellation) =>
        TypedResults.Ok(await store.ReadAsync((db, stop) => db.GroupingRules.SingleOrDefaultAsync(row => row.ProjectId == project.Id, stop), cancellation) is { } row ? new GroupingSettings(row.Fingerprints, row.Stacks) : new GroupingSettings("", ""));

    /// <summary>What would become of the newest events of the last 14 days by such rules: which issues would be apart, which together. Nothing is changed.</summary>
    internal static async Task<Results<Ok<GroupingPreview>, ProblemHttpResult>> PreviewAsync(
        ProjectAccess project, GroupingSettings wanted, GroupingTrial trial, RelationalStore store, IssueMirror mirror, CancellationToken cancellation)
    {
        var (fingerprints, stacks) = (wanted.Fingerprints ?? "", wanted.Stacks ?? "");
        if (GroupingRules.Parse(fingerprints, stacks, out var wrong) is not { } rules) return Wrong(wrong!);
        await mirror.FlushAsync(cancellation);
        var outcome = await trial.TryAsync(project.Id, rules, cancellation);
        var moves = outcome.Landings.GroupBy(landing => (landing.From, To: landing.To(outcome), New: landing.To(outcome) is null ? landing.Hashes[0] : 0, landing.Rule))
            .Where(static move => move.Key.From != move.Key.To).OrderByDescending(static move => move.Count()).ToList();
        var named = moves.SelectMany(static move => new[] { move.Key.From, move.Key.To ?? 0 }).ToHashSet();
        var titles = await store.ReadAsync((db, stop) => db.Issues.Where(row => row.ProjectId == project.Id && named.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, stop), cancellation);
        var all = outcome.Landings.CountBy(static landing => landing.From).ToDictionary();
        return TypedResults.Ok(new GroupingPreview(
            GroupingTrial.Days, outcome.Landings.Count, all.Count, moves.Sum(static move => move.Count()),
            [.. moves.Take(MostMoves).Select(move => new GroupingMove(Issue(move.Key.From), move.Key.To is { } to ? Issue(to) : null, move.Key.Rule, move.Count(), all[move.Key.From], move.First().EventId))]));

        MovedIssue Issue(int id) => titles.TryGetValue(id, out var row) ? new MovedIssue((uint)id, row.Title, row.Value, row.Culprit) : new MovedIssue((uint)id, "", "", "");
    }

    /// <summary>Sets the rules for events that come from now on. Stored events stay where they are; a group that is new goes on in the issue that most of its newest events are in.</summary>
    internal static async Task<Results<Ok<GroupingSettings>, ProblemHttpResult>> SaveAsync(
        ProjectAccess project, Actor actor, GroupingSettings wanted, GroupingTrial trial, IssueDirectory directory, IssueMirror mirror, RelationalStore store, AuditLog audit, CancellationToken cancellation)
    {
        var (fingerprints, stacks) = (wanted.Fingerprints ?? "", wanted.Stacks ?? "");
        if (GroupingRules.Parse(fingerprints, stacks, out var wrong) is not { } rules) return Wrong(wrong!);
        await mirror.FlushAsync(cancellation);
        var outcome = await trial.TryAsync(project.Id, rules, cancellation);
        await directory.AdoptAsync(project.Id, outcome.Homes, cancellation);
        await mirror.FlushAsync(cancellation);
        await store.WriteAsync(async (db, stop) =>
        {
            var row = await db.GroupingRules.FindAsync([project.Id], stop);
            if (row is null) db.GroupingRules.Add(row = new GroupingRulesRow { ProjectId = project.Id, Fingerprints = "", Stacks = "" });
            if ((row.Fingerprints, row.Stacks) == (fingerprints, stacks)) return false;
            (row.Fingerprints, row.Stacks) = (fingerprints, stacks);
            await audit.AddAsync(db, actor, AuditAction.GroupingChanged, project.Id, "", $"{Count(fingerprints)} fingerprint and {Count(stacks)} stack rules", stop);
            return true;
        }, cancellation);
        return TypedResults.Ok(new GroupingSettings(fingerprints, stacks));
    }

    private static int Count(string rules) => rules.Split('\n').Count(static line => line.AsSpan().Trim() is { Length: > 0 } rule && rule[0] != '#');

    private static ProblemHttpResult Wrong(RuleProblem problem) => TypedResults.Problem(
        problem.Text, statusCode: StatusCodes.Status400BadRequest, title: $"Line {problem.Line} of the {(problem.IsOfStack ? "stack" : "fingerprint")} rules means nothing",
        extensions: new Dictionary<string, object?> { ["field"] = problem.IsOfStack ? "stacks" : "fingerprints", ["line"] = problem.Line });
}

/// <param name="Fingerprints">One rule a line: <c>matchers -> fingerprint</c>.</param>
/// <param name="Stacks">One rule a line: <c>matchers actions</c>.</param>
internal sealed record GroupingSettings([property: MaxLength(GroupingRules.LongestText)] string? Fingerprints = null, [property: MaxLength(GroupingRules.LongestText)] string? Stacks = null);

/// <param name="Days">How far back was looked.</param>
/// <param name="Events">How many were looked at: the newest 20 of each kind, at most 2,000.</param>
/// <param name="Issues">Of how many issues.</param>
/// <param name="Moved">How many would be in another issue.</param>
/// <param name="Moves">Those that concern most events first, at most 200.</param>
internal sealed record GroupingPreview(int Days, int Events, int Issues, int Moved, GroupingMove[] Moves);

/// <summary>Events that would leave an issue.</summary>
/// <param name="To">Where to; null: a new issue.</param>
/// <param name="Rule">By whose fingerprint; empty: by what frames count.</param>
/// <param name="Events">Of the events looked at.</param>
/// <param name="Of">How many of the issue's events were looked at.</param>
/// <param name="EventId">One of them.</param>
internal sealed record GroupingMove(MovedIssue From, MovedIssue? To, string Rule, int Events, int Of, string EventId);

internal sealed record MovedIssue(uint Id, string Title, string Value, string Culprit);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GroupingSettings))]
[JsonSerializable(typeof(GroupingPreview))]
internal sealed partial class GroupingApiJson : JsonSerializerContext;
