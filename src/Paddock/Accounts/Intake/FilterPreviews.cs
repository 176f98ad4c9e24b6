using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;
using Paddock.Protocols.Filtering;

namespace Paddock.Accounts.Intake;

/// <summary>Asks the stored errors what patterns would have kept out, by the same rule as the doors do.</summary>
internal sealed class FilterPreviews(ClickHouseClient clickHouse, TimeProvider time)
{
    private const int Days = 7;
    private const int MostExamples = 10;

    public async Task<FilterPreview> OfAsync(int project, FilterTrial trial, CancellationToken cancel)
    {
        var parameters = new QueryParameters { { "project", project }, { "since", time.GetUtcNow().AddDays(-Days) } };
        var conditions = new List<string>();
        foreach (var pattern in trial.ErrorMessages)
        {
            var name = $"message{conditions.Count}";
            parameters.Add(name, Like(pattern));
            conditions.Add($"({Text("if(type = '', message, concat(type, ': ', value))")} ILIKE {{{name}:String}} OR {Text("value")} ILIKE {{{name}:String}} OR {Text("message")} ILIKE {{{name}:String}})");
        }
        foreach (var pattern in trial.Releases)
        {
            var name = $"release{conditions.Count}";
            parameters.Add(name, Like(pattern));
            conditions.Add($"release != '' AND {Text("release")} ILIKE {{{name}:String}}");
        }
        var dropped = conditions.Count == 0 ? "0" : string.Join(" OR ", conditions);
        var errors = $$"""
            SELECT left(if(type = '', message, concat(type, ': ', value)), 200) AS headline, ({{dropped}}) AS is_dropped
            FROM paddock.errors WHERE project = {project:UInt32} AND time >= {since:DateTime64(3, 'UTC')}
            """;
        var options = new QueryOptions { Parameters = parameters };
        var sums = clickHouse.QueryAsync($"SELECT '' AS headline, count() AS errors, countIf(is_dropped) AS dropped FROM ({errors})", FilterPreviewJson.Default.DroppedRow, options, cancel);
        var examples = clickHouse.QueryAsync(
            $"SELECT headline, count() AS errors, errors AS dropped FROM ({errors}) WHERE is_dropped GROUP BY headline ORDER BY errors DESC, headline LIMIT {MostExamples}",
            FilterPreviewJson.Default.DroppedRow, options, cancel);
        await Task.WhenAll(sums, examples);
        var sum = (await sums).Single();
        return new FilterPreview(Days, sum.Errors, sum.Dropped, [.. (await examples).Select(static row => new DroppedErrors(row.Headline, row.Errors))]);
    }

    // As far as doors look.
    private static string Text(string column) => $"leftUTF8({column}, {Glob.LongestText})";

    private static string Like(string pattern) => pattern.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_").Replace('*', '%').Replace('?', '_');
}

/// <param name="ErrorMessages">as <c>errorMessages</c> of the filters</param>
/// <param name="Releases">as <c>releases</c> of the filters</param>
internal sealed record FilterTrial([property: MaxLength(FilterSettings.MostPatterns)] string[] ErrorMessages, [property: MaxLength(FilterSettings.MostPatterns)] string[] Releases);

/// <param name="Days">How far back it looks.</param>
/// <param name="Errors">How many errors there were.</param>
/// <param name="Dropped">How many of them would have been kept out.</param>
/// <param name="Examples">Which, the most frequent first; not more than ten.</param>
internal sealed record FilterPreview(int Days, long Errors, long Dropped, DroppedErrors[] Examples);

/// <param name="Headline">"type: value", or the message.</param>
internal sealed record DroppedErrors(string Headline, long Errors);

// The names are those of the SQL.
internal sealed record DroppedRow(string Headline, long Errors, long Dropped);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(DroppedRow))]
internal sealed partial class FilterPreviewJson : JsonSerializerContext;
