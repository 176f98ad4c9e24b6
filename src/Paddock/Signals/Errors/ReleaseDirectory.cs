using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using Paddock.ClickHouse;

namespace Paddock.Signals.Errors;

/// <summary>Which releases of a project were first seen when and where. Kept for a while: what was first seen when does not change, only new ones come.</summary>
internal sealed class ReleaseDirectory(ClickHouseClient clickHouse, TimeProvider time)
{
    private const int MostKept = 5_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5), AtLeast = TimeSpan.FromSeconds(5);

    private static readonly string[] Tables = ["errors", "release_sessions", "spans"];

    private static readonly string Sql = $$"""
        SELECT of_release AS release, of_environment AS environment, toString(min(first)) AS first_seen FROM
        (
            {{string.Join(" UNION ALL ", Tables.Select(static table => $"SELECT release AS of_release, environment AS of_environment, min(time) AS first FROM paddock.{table} WHERE project = {{project:UInt32}} AND release != '' GROUP BY of_release, of_environment"))}}
        )
        GROUP BY of_release, of_environment ORDER BY min(first) DESC LIMIT {{MostKept}}
        """;

    private readonly ConcurrentDictionary<int, (DateTimeOffset At, ReleaseLineage Lineage)> _known = new();

    /// <param name="project">whose releases</param>
    /// <param name="named">those that matter now: one that is not known yet is looked for</param>
    /// <param name="cancel">ends it</param>
    public async Task<ReleaseLineage> OfAsync(int project, IEnumerable<ReleaseSighting> named, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(project, out var known) && now >= known.At && now - known.At < (named.All(each => each.Release is "" || known.Lineage.Knows(each.Release, each.Environment)) ? Kept : AtLeast))
            return known.Lineage;
        var lineage = await ReadAsync(project, cancel);
        _known[project] = (now, lineage);
        return lineage;
    }

    /// <summary>As it is now.</summary>
    public async Task<ReleaseLineage> ReadAsync(int project, CancellationToken cancel)
    {
        var rows = await clickHouse.QueryAsync(Sql, ReleaseDirectoryJson.Default.StoredRelease, new QueryOptions { Parameters = new() { { "project", project } } }, cancel);
        return new(rows.Select(static row => new ReleaseSighting(
            row.Release, row.Environment, DateTimeOffset.Parse(row.FirstSeen.AsSpan(0, 23), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))));
    }
}

internal sealed record StoredRelease(string Release, string Environment, string FirstSeen);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredRelease))]
internal sealed partial class ReleaseDirectoryJson : JsonSerializerContext;
