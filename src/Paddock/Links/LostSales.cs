using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Reading;
using Paddock.Signals.Errors;
using Paddock.Signals.Product;

namespace Paddock.Links;

/// <summary>
/// What errors cost. An event that names a value with its currency, and no revenue, says what is at stake ("checkout started", 129 EUR), as Segment's and Google's names for
/// shops have it. It is lost when whoever said so met the error within a day, and has brought no money from then until a day behind the error.
/// People are told apart as in a funnel: whoever orders after all, on another device, has not been lost.
/// </summary>
internal sealed class LostSales(ClickHouseClient clickHouse, AttributeCatalog catalog)
{
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/issues/{issue:int}/sales", ReadAsync).WithName("getIssueSales").WithTags("Links").AnswersWithoutPersonalData();

    /// <summary>What was at stake for visitors whom an issue befell, and what of it was lost.</summary>
    internal static async Task<Results<Ok<IssueSales>, ProblemHttpResult>> ReadAsync(int id, int issue, string? range, LostSales sales, TimeProvider time, CancellationToken cancel)
    {
        if (TimeRange.Parse(range, time.GetUtcNow()) is not { } chosen) return Questions.UnknownRange();
        var (rows, converts) = await sales.OfAsync(
            id, chosen.From, chosen.To, ErrorsTable.Issue + " = {issue:UInt32} AND time >= {failed_from:DateTime64(3, 'UTC')} AND time < {failed_to:DateTime64(3, 'UTC')}",
            parameters => { parameters.Add("issue", issue); parameters.Add("failed_from", chosen.From); parameters.Add("failed_to", chosen.To); }, cancel);
        var named = rows.Where(static row => row.Money.Length > 0).OrderByDescending(static row => row.LostAmount).ThenBy(static row => row.Money, StringComparer.Ordinal).ToArray();
        return TypedResults.Ok(new IssueSales(
            Questions.Iso(chosen.From), Questions.Iso(chosen.To), Sum(rows, static row => row.Visitors), Sum(named, static row => row.Visitors), Sum(named, static row => row.Visitors - row.Lost),
            named.MaxBy(static row => row.Visitors)?.LastStep ?? "", converts, [.. named.Where(static row => row.Lost > 0).Select(static row => new LostAmount(row.Money, row.Lost, row.LostAmount))]));
    }

    /// <returns>What was at stake for whom a trace's errors befell; null: nothing that was named.</returns>
    /// <param name="first">When the trace began</param>
    /// <param name="last">and when it ended.</param>
    public async Task<TraceSale?> OfTraceAsync(int project, string trace, DateTimeOffset first, DateTimeOffset last, CancellationToken cancel)
    {
        var (rows, converts) = await OfAsync(project, first, last, Correlation.TraceText + " = lower({trace:String})", parameters => parameters.Add("trace", trace), cancel);
        return rows.Find(static row => row.Money.Length > 0) is { } row
            ? new(row.LastStep, Questions.Iso(row.StakedAt), row.AllAmount, row.Money, row.Lost > 0 ? null : Questions.Iso(row.OrderedAt), converts)
            : null;
    }

    /// <param name="failed">A condition on errors.</param>
    private async Task<(List<StakeRow> Rows, string Converts)> OfAsync(
        int project, DateTimeOffset from, DateTimeOffset to, string failed, Action<QueryParameters> add, CancellationToken cancel)
    {
        var parameters = RangeSql.Parameters(project, new TimeRange(from - Around, to + Around, 1));
        parameters.Add("value_name", "value");
        parameters.Add("currency_name", "currency");
        add(parameters);
        var names = catalog.Of(project).Names;
        var options = new QueryOptions { Parameters = parameters };
        var paid = clickHouse.QueryAsync(PaidEvent.Sql(RangeSql.Rows), PaidEventJson.Default.PaidEvent, options, cancel);
        var rows = await clickHouse.QueryAsync($$"""
            WITH named AS ({{ProductQueries.NamedVisitors}}),
            failed AS (SELECT project, trace_id, visitor_id, distinct_id, time FROM paddock.errors WHERE project = {project:UInt32} AND {{failed}}),
            hit AS
            (
                SELECT {{ProductQueries.Actor}} AS who, max(at) AS failed_at
                FROM
                (
                    SELECT visitor_id AS visitor, if(distinct_id != '', {{Correlation.Person}}, '') AS self, time AS at FROM failed WHERE {{Correlation.HasVisitor}}
                    UNION ALL
                    SELECT visitor, self, at
                    FROM
                    (
                        SELECT trace_id, visitor_id AS visitor, if(distinct_id != '', {{Correlation.Person}}, '') AS self
                        FROM paddock.events WHERE {{RangeSql.Rows}} AND bot = '' AND {{Correlation.HasVisitor}} AND notEmpty(trace_id) AND trace_id IN (SELECT trace_id FROM failed)
                    ) AS pages
                    INNER JOIN (SELECT trace_id, max(time) AS at FROM failed GROUP BY trace_id) AS failures USING (trace_id)
                ) AS met
                LEFT JOIN named USING (visitor)
                GROUP BY who
            ),
            said AS
            (
                SELECT {{ProductQueries.Actor}} AS who, at, step, is_order, amount, money
                FROM
                (
                    SELECT visitor_id AS visitor, if(distinct_id != '', {{Correlation.Person}}, '') AS self, time AS at, toString(name) AS step, revenue > 0 AS is_order,
                        if(value > 0, value, toFloat64OrZero({{names.Value("value", "{value_name:String}")}})) AS amount,
                        if(currency != '', toString(currency), upper({{names.Value("currency", "{currency_name:String}")}})) AS money
                    FROM paddock.events WHERE {{RangeSql.Rows}} AND bot = '' AND {{Correlation.HasVisitor}} AND NOT startsWith(name, '$') AND (is_order OR amount > 0 AND match(money, '^[A-Z]{3}$'))
                ) AS events
                LEFT JOIN named USING (visitor)
            )
            SELECT money, count() AS visitors, round(sum(amount), 2) AS all_amount, countIf(ordered < staked) AS lost, round(sumIf(amount, ordered < staked), 2) AS lost_amount,
                topK(1)(step)[1] AS last_step, toString(max(staked)) AS staked_at, toString(max(ordered)) AS ordered_at
            FROM
            (
                SELECT who, argMaxIf(said.amount, said.at, {{IsStake}}) AS amount, argMaxIf(said.money, said.at, {{IsStake}}) AS money, argMaxIf(said.step, said.at, {{IsStake}}) AS step,
                    maxIf(said.at, {{IsStake}}) AS staked, maxIf(said.at, said.is_order AND said.at <= failed_at + INTERVAL 1 DAY) AS ordered
                FROM hit LEFT JOIN said USING (who)
                GROUP BY who
            )
            GROUP BY money
            """, LostSalesJson.Default.StakeRow, options, cancel);
        return (rows, (await paid) is [var first, ..] ? first.Name : "");
    }

    private const string IsStake = "said.amount > 0 AND NOT said.is_order AND said.at <= failed_at AND said.at > failed_at - INTERVAL 1 DAY";

    private static ulong Sum(IEnumerable<StakeRow> rows, Func<StakeRow, ulong> read) => rows.Aggregate(0UL, (sum, row) => sum + read(row));
}

/// <summary>What brings money most often: what a visitor is to come to.</summary>
/// <param name="Name">An event's.</param>
internal sealed record PaidEvent(string Name)
{
    /// <param name="rows">A condition on events that says of which time.</param>
    public static string Sql(string rows) =>
        // A name with * would be a pattern of a funnel's step, one with / a page.
        $"SELECT name FROM paddock.events WHERE {rows} AND bot = '' AND revenue > 0 AND NOT startsWith(name, '/') AND position(name, '*') = 0 GROUP BY name ORDER BY count() DESC, name LIMIT 1";
}

// The API's shapes. Times are ISO 8601 in UTC, amounts in units of their currency.

/// <param name="Visitors">Whom it befell, as far as they are known: by a page of the failed request, or by their name.</param>
/// <param name="AtStake">Of them, for whom an event of the day before named a value.</param>
/// <param name="OrderedAfterAll">Of those, who brought money later, until a day behind the error.</param>
/// <param name="Step">The event that named it, most often; empty: none.</param>
/// <param name="Converts">The event that brings money; empty: none.</param>
internal sealed record IssueSales(string From, string To, ulong Visitors, ulong AtStake, ulong OrderedAfterAll, string Step, string Converts, LostAmount[] Lost);

internal sealed record LostAmount(string Currency, ulong Sales, double Amount);

/// <param name="Step">The event that named the value.</param>
/// <param name="OrderedAt">Null: it was lost.</param>
/// <param name="Converts">The event that brings money; empty: none.</param>
internal sealed record TraceSale(string Step, string StepAt, double Amount, string Currency, string? OrderedAt, string Converts);

// What the query returns: the names are those of the SQL.

/// <param name="Money">The currency; empty: those for whom nothing was at stake.</param>
internal sealed record StakeRow(string Money, ulong Visitors, double AllAmount, ulong Lost, double LostAmount, string LastStep, string StakedAt, string OrderedAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(StakeRow))]
internal sealed partial class LostSalesJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PaidEvent))]
internal sealed partial class PaidEventJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IssueSales))]
internal sealed partial class LostSalesApiJson : JsonSerializerContext;
