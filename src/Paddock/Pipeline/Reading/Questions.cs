using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Paddock.Pipeline.Reading;

/// <summary>What all questions of screens have in common: a range, a search, times in one form, and a problem that says what to write instead.</summary>
internal static class Questions
{
    public static ProblemHttpResult UnknownRange() => Problem("range", TimeRange.Names);

    public static ProblemHttpResult BadSearch() => Problem("query", $"at most {SearchTerm.LongestText} characters and 20 terms");

    public static ProblemHttpResult BadCursor() => Problem("cursor", "the value of `next` in the page before");

    public static ProblemHttpResult Problem(string name, string expected) => TypedResults.Problem($"{name}: write {expected}.", statusCode: 400, title: $"That {name} cannot be used");

    /// <summary>ISO 8601 in UTC.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same of ClickHouse's "2026-11-23 10:00:00.123456789" in UTC.</summary>
    public static string Iso(string clickHouse) => string.Concat(clickHouse.AsSpan(0, 10), "T", clickHouse.AsSpan(11), "Z");
}
