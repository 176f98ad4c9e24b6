using System.Globalization;

namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>
/// The rows of the store. Those of <see cref="Project"/> are always the same; what lies around them is not. Nothing that project asks may turn out
/// differently because of it.
/// </summary>
internal static class ScopeRows
{
    public const int Project = 7;
    public const int OwnRows = 240;

    /// <summary>In every text of other projects.</summary>
    public const string ForeignText = "CANARY";

    /// <summary>The first digits of every number of other projects.</summary>
    public const string ForeignDigits = "77007700";

    // time: 2026-11-02 (a Monday) and every 10 minutes after; every row of one part, so that blocks and dictionaries are shared with others.
    private const string Own = """
        SELECT 7, toDateTime64('2026-11-02 00:00:00', 9, 'UTC') + toIntervalMinute(number * 10), 90,
            if(number % 3 = 0, 'staging', 'production'), if(number % 2 = 0, 'd2Vi', 'd29ya2Vy'), ['ValueError', 'KeyError', 'TimeoutError'][number % 3 + 1],
            if(number % 10 = 0, 'fatal', 'error'), toString(number), concat('Order ', toString(number), ' failed'), number + 1, number / 4,
            concat('user', toString(number % 20)), concat('s', toString(number % 40)), toFixedString(leftPad(toString(number), 16, '0'), 16),
            [toFixedString(concat('hash', toString(number % 3), '0000000000_'), 16)],
            map('browser', if(number % 2 = 0, 'Chrome', 'Firefox'), 'plan', ['free', 'team'][number % 2 + 1]),
            concat('{"frames":[{"function":"f', toString(number % 5), '","line":', toString(number), '}]}'), 1, 1
        FROM numbers(240)
        """;

    // Everything that can go wrong with a value does so here: no number, no Base64, no JSON, zero, a broken pattern.
    private const string Foreign = """
        SELECT {project}, toDateTime64('2026-11-02 00:00:00', 9, 'UTC') + toIntervalMinute(number * 7), 90,
            'CANARY(env', 'CANARY!service', 'CANARY[type', 'CANARYlevel', concat('CANARY', toString(number)), 'CANARY message', if(number % 2 = 0, 0, 7700770077007700 + number),
            -7700770077.25, concat('CANARYuser', toString(number % 20)), 'CANARYsession', toFixedString('CANARYtrace', 16), [toFixedString('CANARYhash{project}', 16)],
            map('CANARYkey(', 'CANARYvalue'), 'CANARY{', 0, 1
        FROM numbers({rows})
        """;

    public static IEnumerable<string> Inserts(IReadOnlyDictionary<int, int> foreignRows)
    {
        var selects = foreignRows.Select(static other => Fill(Foreign, other.Key, other.Value)).Prepend(Own);
        yield return $"INSERT INTO paddock.errors {string.Join(" UNION ALL ", selects)}";
        foreach (var project in foreignRows.Keys)
        {
            yield return $"INSERT INTO paddock.issues VALUES ({project}, 1, 'CANARY title', 'CANARYstatus', 1)";
            yield return $"INSERT INTO paddock.issue_hashes VALUES ({project}, 'CANARYhash{project}', 77007700, 1)";
            yield return $"INSERT INTO paddock.ledger VALUES ({project}, '2026-11-02 00:00:00', 90, 'CANARYdoor', 'stored', 'CANARYreason', 7700770077007700)";
        }
        yield return "INSERT INTO paddock.issues VALUES (7, 1, 'Bad value', 'unresolved', 1), (7, 2, 'No key', 'unresolved', 1), (7, 3, 'Too late', 'resolved', 1)";
        yield return "INSERT INTO paddock.issue_hashes VALUES (7, 'hash00000000000_', 1, 1), (7, 'hash10000000000_', 2, 1), (7, 'hash20000000000_', 3, 1)";
        yield return "INSERT INTO paddock.ledger SELECT 7, toDateTime64('2026-11-02 00:00:00', 9, 'UTC') + toIntervalHour(number % 40), 90, 'sentry', ['stored', 'filtered'][number % 2 + 1], '', 6 FROM numbers(80)";
        yield return "INSERT INTO paddock.schema_migrations VALUES (1, 'CANARYmigration')";
        yield return "SYSTEM RELOAD DICTIONARY paddock.issue_of_hash";
    }

    private static string Fill(string sql, int project, int rows) =>
        sql.Replace("{project}", project.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{rows}", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
