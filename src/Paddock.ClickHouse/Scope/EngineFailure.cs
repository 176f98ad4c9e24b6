using System.Collections.Frozen;
using System.Globalization;
using Paddock.ClickHouse.Scope.Walls;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope;

/// <summary>
/// Turns ClickHouse's report of a failure into a refusal. Its sentence is passed on only for failures that the query itself caused, without the tail
/// that quotes the plan and the views' SQL, and not at all when a name of ours is left in it.
/// </summary>
internal static class EngineFailure
{
    private const int LongestMessage = 600;

    private static readonly FrozenSet<int> CausedByQuery = FrozenSet.Create(
        1, 6, 10, 12, 15, 16, 20, 26, 27, 32, 33, 36, 38, 41, 42, 43, 44, 46, 47, 48, 50, 52, 53, 59, 63, 69, 70, 72, 80, 117, 125, 128, 130, 131, 133, 134, 135,
        153, 174, 179, 183, 184, 190, 206, 207, 215, 258, 270, 271, 321, 349, 352, 376, 386, 395, 403, 407, 427, 440, 445, 467, 475, 611, 675, 676, 691);

    // Where the engine goes on about its plan.
    private static readonly string[] Tails =
    [
        ": in scope", " in scope", ". in scope", ": while ", " while executing", " while processing", ". in query", " in query", "(in query", ": note:", ". note:",
        ". maybe you meant", " maybe you meant", ". expected one of", " please note", ". look at", " stack trace", " (version", " there are to", ". to disable", " (set ",
    ];

    public static QueryRefusal Of(ClickHouseException failure, CanonicalSql? query, ScopeLimits limits, string database) => failure.Code switch
    {
        ClickHouseException.NoAnswerCode or 202 or 209 or 210 or 236 or 279 or 394 or 745 => new(RefusalReason.Unavailable, "ClickHouse does not answer right now."),
        62 => SyntaxError(failure.Message, query),
        158 or 307 => new(RefusalReason.Limit, $"The query would read more than {limits.ReadRows.ToString("N0", CultureInfo.InvariantCulture)} rows; ask for a shorter time."),
        159 or 160 => TooSlow(limits),
        173 or 241 or 243 => new(RefusalReason.Limit, $"The query needed more than {limits.Memory >> 20} MB of memory and was stopped."),
        396 => new(RefusalReason.Limit, $"The answer is larger than {limits.ResultBytes >> 20} MB."),
        161 or 162 or 167 or 168 or 191 or 306 => new(RefusalReason.Limit, "The query is too deep or too large."),
        456 => new(RefusalReason.Parameter, "A parameter of the query has no value."),
        457 => new(RefusalReason.Parameter, "The value of a parameter does not fit its type."),
        _ when CausedByQuery.Contains(failure.Code) && Sentence(failure.Message, database) is { } sentence => new(RefusalReason.Failed, sentence),
        _ => new(RefusalReason.Failed, $"ClickHouse could not run the query ({failure.Name})."),
    };

    public static QueryRefusal TooSlow(ScopeLimits limits) =>
        new(RefusalReason.Limit, $"The query took longer than {limits.Time.TotalSeconds:0} seconds and was stopped.");

    private static QueryRefusal SyntaxError(string message, CanonicalSql? query)
    {
        const string place = "failed at position ";
        var start = message.IndexOf(place, StringComparison.Ordinal);
        var digits = start < 0 ? "" : string.Concat(message.AsSpan(start + place.Length).ToString().TakeWhile(char.IsAsciiDigit));
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return new(RefusalReason.Syntax, Sentence(message, "") ?? "The query is not well formed.");
        return message.AsSpan(start).Contains("(end of query)", StringComparison.Ordinal)
            ? new(RefusalReason.Syntax, "The query ends too early.")
            : new(RefusalReason.Syntax, "The query cannot be understood from here on.", query?.SourceOf(position - 1 - EngineSyntax.Prefix.Length) ?? -1);
    }

    private static string? Sentence(string message, string database)
    {
        var start = message.IndexOf("DB::Exception: ", StringComparison.Ordinal);
        var text = start < 0 ? message : message[(start + "DB::Exception: ".Length)..];
        foreach (var tail in Tails)
            if (text.IndexOf(tail, StringComparison.OrdinalIgnoreCase) is var end and >= 0)
                text = text[..end];
        if (text.LastIndexOf(" (", StringComparison.Ordinal) is var name and > 0 && text.EndsWith(')') && !text.AsSpan(name + 2, text.Length - name - 3).ContainsAnyExcept(ErrorNameLetters))
            text = text[..name];
        text = WithoutTableId(CanonicalSql.WithoutMarks(text).Replace(database + ".", "", StringComparison.Ordinal)).Trim().TrimEnd(':', '.', ',', ' ');
        return text.Length is 0 or > LongestMessage || ShowsInternals(text) ? null : text + ".";
    }

    /// <summary>Without the identity that the engine gives a table: "errors (7fc76c0c-…)".</summary>
    private static string WithoutTableId(string text)
    {
        const int length = 38;
        var open = text.Length >= length ? text.LastIndexOf('(', text.Length - length) : -1;
        return open >= 0 && Guid.TryParse(text.AsSpan(open + 1, length - 2), out _) ? text[..open] + text[(open + length)..] : text;
    }

    private static readonly System.Buffers.SearchValues<char> ErrorNameLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private static bool ShowsInternals(string text) =>
        text.Contains("paddock", StringComparison.OrdinalIgnoreCase) || text.Contains("__", StringComparison.Ordinal) || text.Contains("DB::", StringComparison.Ordinal)
        || text.Contains("p_", StringComparison.Ordinal) || text.Contains("/store/", StringComparison.Ordinal) || text.Contains("SELECT ", StringComparison.Ordinal);
}
