namespace Paddock.ProcessTests;

/// <summary>The demo's story is to be found in it, by the keys that join the records.</summary>
[Collection<DemoCollection>]
public sealed class DemoTests(DemoServer demo)
{
    [Fact]
    public async Task What_the_demo_tells_can_be_found_by_joining()
    {
        var (server, shop) = (demo.Server, demo.Shop);
        Assert.InRange(demo.Written, 1_000_000, 1_300_000);
        Assert.Equal(40, await server.CountAsync(shop, "SELECT count() FROM checks WHERE status = 'down'"));
        Assert.Equal(0, await server.CountAsync(shop, "SELECT count() FROM events WHERE time BETWEEN (SELECT min(time) FROM checks WHERE status = 'down') + INTERVAL 10 MINUTE AND (SELECT max(time) FROM checks WHERE status = 'down')"));
        Assert.Equal("shop@1.5.0", (await server.SqlAsync(shop, "SELECT DISTINCT release FROM errors WHERE type = 'ZeroDivisionError'")).Single()[0].GetString());
        Assert.Equal("/orders/", (await server.SqlAsync(shop, """
            SELECT DISTINCT transaction FROM (SELECT trace_id, transaction, db_statement, count() AS times FROM spans WHERE op = 'db' GROUP BY trace_id, transaction, db_statement HAVING times > 10)
            """)).Single()[0].GetString());
        Assert.Equal("/search/", (await server.SqlAsync(shop, "SELECT DISTINCT transaction FROM spans WHERE op = 'db' AND duration_ns > 300e6")).Single()[0].GetString());
        Assert.Equal("shop@1.5.0", (await server.SqlAsync(shop, "SELECT argMin(release, time) FROM logs WHERE pattern LIKE 'Loyalty points%'")).Single()[0].GetString());
        // Every error leads to its request, its log line and the person.
        Assert.Equal(0, await server.CountAsync(shop, """
            SELECT count() FROM errors AS e
            LEFT JOIN (SELECT trace_id, any(transaction) AS route FROM spans WHERE is_root = 1 GROUP BY trace_id) AS s ON s.trace_id = e.trace_id
            LEFT JOIN (SELECT trace_id, any(message) AS message FROM logs WHERE severity = 'error' GROUP BY trace_id) AS l ON l.trace_id = e.trace_id
            WHERE s.route != '/checkout/' OR l.message = '' OR e.person_id = ''
            """));
        Assert.Equal("autumn-sale", (await server.SqlAsync(shop, "SELECT utm_campaign, sum(revenue) / uniq(visitor_id) AS worth FROM events WHERE utm_campaign != '' GROUP BY utm_campaign ORDER BY worth DESC LIMIT 1"))[0][0].GetString());
    }
}
