using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.Sentry.Grouping.Rules;

namespace Paddock.Signals.Errors.Grouping;

/// <summary>Why an event is in its issue. Shape: <see cref="GroupingExplanation"/>.</summary>
internal static class ExplanationApi
{
    /// <summary>What put an event into its issue, and what was looked at besides.</summary>
    /// <param name="eventId">32 hexadecimal digits, <c>latest</c>, <c>oldest</c> or <c>recommended</c>: of the newest hundred the one that leads furthest.</param>
    internal static async Task<Results<Ok<GroupingExplanation>, NotFound>> ExplainAsync(
        int id, int issue, string eventId, ErrorsQueries queries, ClickHouseClient clickHouse, IssueDirectory directory, RelationalStore store, CancellationToken cancel)
    {
        var hashes = directory.HashesOf(id, issue);
        if (hashes.Length == 0 || !ErrorsQueries.IsEvent(eventId) || await queries.PlaceAsync(id, hashes, eventId, cancel) is not { } place) return TypedResults.NotFound();
        var found = await clickHouse.QueryAsync($$"""
            SELECT {{StoredGrouping.Columns}} FROM paddock.errors AS stored
            WHERE project = {project:UInt32} AND stored.time = {time:DateTime64(9, 'UTC')} AND stored.event_id = toFixedString(unhex({event:String}), 16) LIMIT 1
            """, RegroupedEventJson.Default.RegroupedEvent, new QueryOptions { Parameters = new() { { "project", id }, { "time", place.Time }, { "event", place.EventId } } }, cancel);
        if (found.SingleOrDefault() is not { } stored) return TypedResults.NotFound();
        var rules = await store.ReadAsync((db, stop) => db.GroupingRules.SingleOrDefaultAsync(row => row.ProjectId == id, stop), cancel);
        using var today = StoredGrouping.Read(stored, rules is null ? null : GroupingRules.Parse(rules.Fingerprints, rules.Stacks, out _));
        var isAsStored = IsAsStored(today, stored);
        using var before = isAsStored ? null : StoredGrouping.Read(stored, null);
        var (read, isCertain) = isAsStored ? (today, true) : (before!, IsAsStored(before!, stored));
        return TypedResults.Ok(new GroupingExplanation(
            stored.Hashes[0], read.FingerprintRule, isCertain, isAsStored, [.. read.Grouping.Select(static note => new GroupingPart(note.Part, note.Text, note.Ignored))]));
    }

    private static bool IsAsStored(ErrorEvent read, RegroupedEvent stored) => read.Hashes.Select(Convert.ToHexStringLower).SequenceEqual(stored.Hashes);
}

/// <param name="Hash">By which the event found its issue.</param>
/// <param name="Rule">The rule whose fingerprint counts; null: none's.</param>
/// <param name="IsCertain">The parts give the hash again; if not, rules that are gone grouped the event.</param>
/// <param name="IsByToday">By the rules of today it would be the same.</param>
internal sealed record GroupingExplanation(string Hash, string? Rule, bool IsCertain, bool IsByToday, GroupingPart[] Parts);

/// <param name="Part">fingerprint, frame, type, value, template, line or message.</param>
/// <param name="Ignored">Why it does not count; null: it does.</param>
internal sealed record GroupingPart(string Part, string Text, string? Ignored);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GroupingExplanation))]
internal sealed partial class ExplanationApiJson : JsonSerializerContext;
