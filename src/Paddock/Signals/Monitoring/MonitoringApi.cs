using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Monitoring;

/// <summary>What the monitoring room asks. Shapes: <see cref="RequestOverview"/>, <see cref="RequestSamples"/>, <see cref="Trace"/>.</summary>
internal static class MonitoringApi
{
    private const int MostTransactions = 100;
    private const int MostSamples = 20;
    private const int MostSpans = 2_000;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapMonitoring(this IEndpointRouteBuilder project)
    {
        project.MapGet("/requests", OverviewAsync).WithName("getRequests").WithTags("Monitoring").AnswersWithoutPersonalData(RequestsQueries.ImpersonalKeys, words: true);
        project.MapGet("/requests/samples", SamplesAsync).WithName("listRequestSamples").WithTags("Monitoring").AnswersWithoutPersonalData(RequestsQueries.ImpersonalKeys, words: true);
        project.MapGet("/traces/{trace}", TraceAsync).WithName("getTrace").WithTags("Monitoring").AnswersWithoutPersonalData();
    }

    /// <summary>Requests: how many, how many failed, how long they took, in all and by transaction.</summary>
    /// <param name="sort">What comes first: <c>time</c> (all of it that the transaction took), <c>requests</c>, <c>p95</c> or <c>failed</c>.</param>
    internal static async Task<Results<Ok<RequestOverview>, ProblemHttpResult>> OverviewAsync(
        int id, string? range, string? query, string? sort, string? cursor, RequestsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        var order = sort ?? "time";
        if (!RequestsQueries.IsOrder(order)) return Questions.Problem("sort", "time, requests, p95 or failed");
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var groups = await queries.OverviewAsync(id, chosen, search, order, page.Offset, MostTransactions, cancel);
        var series = new RequestPoint[chosen.Buckets];
        for (var index = 0; index < series.Length; index++) series[index] = new(Questions.Iso(chosen.StartOf(index)), 0, 0, null);
        foreach (var bucket in groups.Where(group => group.Kind == "bucket" && group.Bucket < series.Length))
            series[bucket.Bucket] = series[bucket.Bucket] with { Requests = bucket.Requests, Failed = bucket.Failed, P95Ms = bucket.Durations[1] / 1e6 };
        var (totals, rows) = (RequestTotals.Of(groups), groups.FindAll(static group => group.Kind == "transaction"));
        var count = rows is [var first, ..] ? first.Total : 0;
        return TypedResults.Ok(new RequestOverview(
            Questions.Iso(chosen.From), Questions.Iso(chosen.To), chosen.BucketSeconds, totals.Sampled, totals.Now, totals.Before, series, count, page.Next(rows.Count, count), [.. rows.Select(Transaction.Of)]));
    }

    /// <summary>Single requests, and where their time goes.</summary>
    /// <param name="which">Which requests: <c>slowest</c>, <c>newest</c> or <c>failed</c>.</param>
    internal static async Task<Results<Ok<RequestSamples>, ProblemHttpResult>> SamplesAsync(
        int id, string? range, string? query, string? which, string? cursor, RequestsQueries queries, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        if (queries.Search(id, query) is not { } search) return Questions.BadSearch();
        if ((which ?? "slowest") is not ("slowest" or "newest" or "failed")) return Questions.Problem("which", "slowest, newest or failed");
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var requests = queries.RequestsAsync(id, chosen, search, which ?? "slowest", page.Offset, MostSamples + 1, cancel);
        var operations = page.Offset == 0 ? queries.OperationsAsync(id, chosen, search, cancel) : Task.FromResult(new List<OperationRow>());
        await Task.WhenAll(requests, operations);
        var (rows, next) = page.Page(await requests, MostSamples);
        return TypedResults.Ok(new RequestSamples(next, [.. rows.Select(RequestSample.Of)], [.. (await operations).Select(Operation.Of)]));
    }

    /// <summary>The spans of one trace, oldest first.</summary>
    internal static async Task<Results<Ok<Trace>, NotFound, ProblemHttpResult>> TraceAsync(int id, string trace, string? cursor, RequestsQueries queries, CancellationToken cancel)
    {
        if (!TraceIds.IsOne(trace)) return TypedResults.NotFound();
        if (PageCursor.Parse(cursor) is not { } page) return Questions.BadCursor();
        var spans = await queries.TraceAsync(id, trace, page.Offset, MostSpans, cancel);
        return spans.Count == 0 ? TypedResults.NotFound() : TypedResults.Ok(new Trace(trace.ToLowerInvariant(), spans[0].Total, page.Next(spans.Count, spans[0].Total), [.. spans.Select(Span.Of)]));
    }
}

// The API's shapes. Times are ISO 8601 in UTC, durations milliseconds; counts and percentiles are weighted by the sample rate.

/// <param name="Sampled">Some requests stand for several: the numbers are estimates.</param>
/// <param name="Before">The period of equal length before; null when the project has nothing that old to compare with.</param>
/// <param name="TransactionCount">How many transactions there are; the list has a hundred a page.</param>
internal sealed record RequestOverview(
    string From, string To, int BucketSeconds, bool Sampled, RequestFigures Totals, RequestFigures? Before, RequestPoint[] Buckets, ulong TransactionCount, string? Next, Transaction[] Transactions);

/// <param name="P50Ms">Null: no request.</param>
/// <param name="P95LowMs">The ends of its 95 % interval; null: too few requests to say.</param>
/// <param name="Measured">Requests that were sent here, by which the others are estimated.</param>
internal sealed record RequestFigures(ulong Requests, ulong Failed, double? P50Ms, double? P95Ms, double? P95LowMs, double? P95HighMs, ulong Measured)
{
    public static readonly RequestFigures None = new(0, 0, null, null, null, null, 0);

    public static RequestFigures Of(RequestGroup of)
    {
        var sure = P95Interval.Of(of.Durations.AsSpan(2), of.Measured);
        return new(of.Requests, of.Failed, of.Durations[0] / 1e6, of.Durations[1] / 1e6, sure?.Low, sure?.High, of.Measured);
    }
}

/// <param name="Before">Of the period of equal length before; null when the project has nothing that old to compare with.</param>
internal sealed record RequestTotals(RequestFigures Now, RequestFigures? Before, bool Sampled)
{
    public static RequestTotals Of(IEnumerable<RequestGroup> groups)
    {
        var all = groups.Where(static group => group.Kind == "all").ToList();
        RequestFigures Figures(byte isNow) => all.Find(group => group.IsNow == isNow) is { } found ? RequestFigures.Of(found) : RequestFigures.None;
        return new(Figures(1), all.Exists(static group => group.HasBefore == 1) ? Figures(0) : null, all.Exists(static group => group.Sampled == 1));
    }
}

/// <param name="P95Ms">Null: no request.</param>
internal sealed record RequestPoint(string Time, ulong Requests, ulong Failed, double? P95Ms);

/// <param name="TimeShare">Its part of the time that all matching requests took, 0 to 1.</param>
internal sealed record Transaction(string Name, string Operation, string Service, ulong Requests, ulong Failed, ulong Measured, double P50Ms, double P95Ms, double TimeShare)
{
    public static Transaction Of(RequestGroup row) => new(
        row.TransactionName, row.Operation, row.ServiceName, row.Requests, row.Failed, row.Measured, row.Durations[0] / 1e6, row.Durations[1] / 1e6, row.AllMs > 0 ? row.TotalMs / row.AllMs : 0);
}

/// <param name="Operations">Where the time goes, most time first; on the first page only.</param>
internal sealed record RequestSamples(string? Next, RequestSample[] Requests, Operation[] Operations);

internal sealed record RequestSample(
    string Time, string Name, string Operation, string Service, double DurationMs, string Method, ushort HttpStatus, string Status, bool Failed, [property: Personal] string Path, string TraceId, [property: Personal] string Person)
{
    public static RequestSample Of(RequestRow row) => new(
        Questions.Iso(row.At), row.TransactionName, row.Op, row.Service, row.DurationMs, row.HttpMethod, row.HttpStatus, row.Status, row.Failed == 1, row.UrlPath, row.Trace, row.Person);
}

/// <param name="PerRequest">Spans of a request that has any of them.</param>
/// <param name="OwnMs">Of all of them together, without the time in which spans inside of them ran: no time is counted twice.</param>
/// <param name="P95Ms">Of a whole span, with what is inside of it.</param>
/// <param name="LookedAt">How many requests these numbers are of.</param>
internal sealed record Operation(string Kind, string What, ulong Spans, double PerRequest, double OwnMs, double P95Ms, ulong LookedAt, string SlowestTrace)
{
    public static Operation Of(OperationRow row) =>
        new(row.Operation, row.What, row.Spans, row.Requests > 0 ? (double)row.Spans / row.Requests : 0, row.OwnMs, row.P95Ms, row.LookedAt, row.SlowestTrace);
}

/// <param name="SpanCount">How many spans the trace has; the list has 2,000 a page.</param>
internal sealed record Trace(string TraceId, ulong SpanCount, string? Next, Span[] Spans);

/// <param name="OffsetMs">From the start of the trace.</param>
/// <param name="Fingerprint">The same for one statement with other values; empty: no statement.</param>
internal sealed record Span(
    string Id, string Parent, string Time, double OffsetMs, double DurationMs, string Name, string Operation, string Kind, string Service, string Status, [property: Personal] string StatusMessage, bool Failed, bool IsRoot,
    string Transaction, string DbSystem, string Statement, string Fingerprint, string Method, ushort HttpStatus, [property: Personal] string Path, string Route, string Release, string Environment, string Host, [property: Personal] string Person,
    [property: Personal] Dictionary<string, string> Attributes)
{
    public static Span Of(SpanRow row) => new(
        row.Id, row.Parent, Questions.Iso(row.At), (row.Start - row.TraceStart) / 1e6, row.DurationNs / 1e6, row.Name, row.Op, row.Kind, row.Service, row.Status, row.StatusMessage, row.Failed == 1, row.IsRoot == 1,
        row.Transaction, row.DbSystem, row.DbStatement, row.Fingerprint == "0" ? "" : row.Fingerprint, row.HttpMethod, row.HttpStatus, row.UrlPath, row.Route, row.Release, row.Environment, row.Host, row.Person,
        row.AllAttributes);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RequestOverview))]
[JsonSerializable(typeof(RequestSamples))]
[JsonSerializable(typeof(Trace))]
internal sealed partial class MonitoringApiJson : JsonSerializerContext;
