using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Hosting;

/// <summary>
/// Two installations on one store would take each other's projects, which are but numbers, for their own. So the first one writes its id into the
/// store, and another one, or one that has lost its own database, is refused.
/// </summary>
internal static class Installation
{
    private const string Setting = "installation";

    public static readonly Migration Migration = new(14, "installation",
        "CREATE TABLE IF NOT EXISTS paddock.installation (id String) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1, fsync_part_directory = 1");

    /// <exception cref="OtherInstallationException">The store belongs to another one.</exception>
    public static async Task RequireOwnStoreAsync(ClickHouseClient client, RelationalStore store, CancellationToken cancellation)
    {
        var own = await store.WriteAsync(async (db, stop) => (await FindOrAddAsync(db, stop)).Value, cancellation);
        var options = new QueryOptions { Parameters = { { "id", own } } };
        await client.ExecuteAsync("INSERT INTO paddock.installation SELECT {id:String} WHERE NOT EXISTS (SELECT 1 FROM paddock.installation)", options, cancellation);
        var rows = await client.QueryAsync("SELECT id FROM paddock.installation LIMIT 1", InstallationJson.Default.InstallationId, cancellation: cancellation);
        if (rows[0].Id != own) throw new OtherInstallationException();
    }

    private static async Task<SettingRow> FindOrAddAsync(PaddockDb db, CancellationToken cancellation)
    {
        if (await db.Settings.FindAsync([Setting], cancellation) is { } known) return known;
        var made = new SettingRow { Name = Setting, Value = Guid.NewGuid().ToString("n") };
        db.Settings.Add(made);
        return made;
    }
}

internal sealed class OtherInstallationException() : Exception(
    "The store of events belongs to another installation of Paddock: nothing was changed. Either ClickHouse__Url names a ClickHouse that another Paddock uses (each needs one of its own), " +
    "or this one's paddock.db is not the one it began with: bring that back from a backup.");

internal sealed record InstallationId(string Id);

[System.Text.Json.Serialization.JsonSerializable(typeof(InstallationId))]
[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class InstallationJson : System.Text.Json.Serialization.JsonSerializerContext;
