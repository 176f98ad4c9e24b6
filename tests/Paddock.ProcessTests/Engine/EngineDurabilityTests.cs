using System.Net.Sockets;

namespace Paddock.ProcessTests.Engine;

/// <summary>What is acknowledged is stored, whenever the engine dies.</summary>
public sealed class EngineDurabilityTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;
    private const string Table = "CREATE TABLE IF NOT EXISTS t (batch UInt64, a UInt64) ENGINE = MergeTree ORDER BY a";

    [Theory]
    [InlineData("kill:before-insert", "0\n")]
    [InlineData("kill:after-insert-before-reply", "3\n")]
    public async Task A_death_beside_an_insert_leaves_all_or_nothing(string fault, string expected)
    {
        using var store = new TestStore();
        await using (var engine = await EngineRun.StartAsync(store, fault: fault))
        {
            await engine.SqlAsync(Table);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => engine.SqlAsync("INSERT INTO t VALUES (1, 1), (1, 2), (1, 3)"));
            Assert.Equal(128 + 9, await engine.EndAsync());
        }

        await using var next = await EngineRun.StartAsync(store);
        Assert.Equal(expected, await next.SqlAsync("SELECT count() FROM t"));
    }

    [Fact]
    public async Task A_fault_can_be_set_while_the_engine_runs_and_happens_once()
    {
        using var store = new TestStore();
        var file = Path.Combine(store.Directory, "fault");
        await using var engine = await EngineRun.StartAsync(store, fault: $"@{file}");
        await engine.SqlAsync(Table);
        await engine.SqlAsync("INSERT INTO t VALUES (1, 1)");

        await File.WriteAllTextAsync(file, "fail:before-insert:2,fail:after-insert-before-reply:2", Test);
        await engine.SqlAsync("INSERT INTO t VALUES (2, 2)");
        Assert.Equal(999, await engine.ErrorCodeAsync("INSERT INTO t VALUES (3, 3)"));
        Assert.Equal(999, await engine.ErrorCodeAsync("INSERT INTO t VALUES (4, 4)"));
        await engine.SqlAsync("INSERT INTO t VALUES (5, 5)");
        Assert.Equal("[1,2,4,5]\n", await engine.SqlAsync("SELECT arraySort(groupArray(a)) FROM t"));
    }

    [Fact]
    public async Task After_kills_at_any_moment_every_acknowledged_batch_is_there_whole()
    {
        using var store = new TestStore();
        var acknowledged = new List<int>();
        for (var batch = 0; batch < 100;)
        {
            await using var engine = await EngineRun.StartAsync(store);
            await engine.SqlAsync(Table);
            var killAt = batch + 30;
            try
            {
                while (batch < 100)
                {
                    if (batch++ == killAt)
                        _ = Task.Run(engine.Kill, Test);
                    await engine.SqlAsync($"INSERT INTO t SELECT {batch}, number FROM numbers(1000)");
                    acknowledged.Add(batch);
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or SocketException)
            {
                // killed: the next engine carries on
            }
        }

        await using var last = await EngineRun.StartAsync(store);
        var stored = await last.SqlAsync("SELECT batch, count() FROM t GROUP BY batch ORDER BY batch");
        var batches = stored.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => int.Parse(line.Split('\t')[0]), line => line.Split('\t')[1]);
        Assert.All(acknowledged, batch => Assert.Equal("1000", batches[batch]));
        Assert.All(batches.Values, count => Assert.Equal("1000", count));
        Assert.InRange(acknowledged.Count, 90, 100);
    }

    [Fact]
    public async Task Merged_parts_are_synced_and_their_sources_kept_for_a_while()
    {
        using var store = new TestStore();
        await using var engine = await EngineRun.StartAsync(store);
        await engine.SqlAsync(Table);
        for (var batch = 0; batch < 3; batch++)
            await engine.SqlAsync($"INSERT INTO t VALUES ({batch}, 1)");
        await engine.SqlAsync("OPTIMIZE TABLE t FINAL");
        Assert.Equal("1\t3\n", await engine.SqlAsync("SELECT countIf(active), countIf(NOT active) FROM system.parts WHERE table = 't'"));
        Assert.Equal(
            "fsync_after_insert\t1\nfsync_part_directory\t1\nmin_rows_to_fsync_after_merge\t1\n",
            await engine.SqlAsync("SELECT name, value FROM system.merge_tree_settings WHERE name LIKE '%fsync%' AND changed ORDER BY name"));
    }
}
