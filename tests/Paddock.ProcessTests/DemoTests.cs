using System.Globalization;
using System.Text.Json;

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
        // And to the page that said so, which is of the visitor who had come to the checkout.
        Assert.Equal(0, await server.CountAsync(shop, """
            SELECT count() FROM errors AS e
            LEFT JOIN (SELECT trace_id, any(visitor_id) AS visitor FROM events WHERE name = '$pageview' GROUP BY trace_id) AS p ON p.trace_id = e.trace_id
            LEFT JOIN (SELECT visitor_id, max(value) AS cart FROM events WHERE name = 'checkout started' GROUP BY visitor_id) AS c ON c.visitor_id = p.visitor
            WHERE c.cart <= 0
            """));
        Assert.Equal("autumn-sale", (await server.SqlAsync(shop, "SELECT utm_campaign, sum(revenue) / uniq(visitor_id) AS worth FROM events WHERE utm_campaign != '' GROUP BY utm_campaign ORDER BY worth DESC LIMIT 1"))[0][0].GetString());
    }

    [Theory]
    [InlineData("ZeroDivisionError")]
    [InlineData("ShippingUnavailable")]
    public async Task What_an_error_cost_is_what_was_in_the_carts_that_nobody_paid(string type)
    {
        const long day = 86_400_000;
        using var http = await demo.SignInAsync();
        var issue = (await GetAsync(http, $"issues?range=30d&query=is:all+type:{type}")).GetProperty("issues")[0].GetProperty("id").GetInt32();
        var told = await GetAsync(http, $"issues/{issue}/sales?range=30d");

        var failed = await RowsAsync($"SELECT person_id, toUnixTimestamp64Milli(max(time)), '' FROM errors WHERE type = '{type}' GROUP BY person_id");
        var orders = await RowsAsync("SELECT person_id, toUnixTimestamp64Milli(time), '' FROM events WHERE revenue > 0");
        var carts = (await RowsAsync("""
            SELECT named.who, toUnixTimestamp64Milli(e.time), toString(e.value) FROM events AS e
            INNER JOIN (SELECT visitor_id, any(person_id) AS who FROM events WHERE distinct_id != '' GROUP BY visitor_id) AS named ON named.visitor_id = e.visitor_id WHERE e.name = 'checkout started'
            """)).ToLookup(static row => row.Who);
        var paid = orders.ToLookup(static row => row.Who);
        var stakes = failed.Select(error => (error.At, Cart: carts[error.Who].Where(cart => cart.At <= error.At && cart.At > error.At - day).MaxBy(static cart => cart.At))).Where(static each => each.Cart.Said is not null).ToArray();
        var lost = stakes.Where(each => !paid[each.Cart.Who].Any(order => order.At >= each.Cart.At && order.At <= each.At + day)).ToArray();

        Assert.Equal((failed.Length, stakes.Length, stakes.Length - lost.Length), (told.GetProperty("visitors").GetInt32(), told.GetProperty("atStake").GetInt32(), told.GetProperty("orderedAfterAll").GetInt32()));
        Assert.Equal(failed.Length, stakes.Length);
        var euros = told.GetProperty("lost")[0];
        Assert.Equal(("EUR", lost.Length), (euros.GetProperty("currency").GetString(), euros.GetProperty("sales").GetInt32()));
        Assert.Equal(lost.Sum(static each => double.Parse(each.Cart.Said!, CultureInfo.InvariantCulture)), euros.GetProperty("amount").GetDouble());
        Assert.Equal(("checkout started", "order placed"), (told.GetProperty("step").GetString(), told.GetProperty("converts").GetString()));
    }

    [Fact]
    public async Task An_error_leads_to_the_whole_visit_and_to_the_sale_that_was_lost()
    {
        using var http = await demo.SignInAsync();
        var error = (await demo.Server.SqlAsync(demo.Shop, "SELECT trace_id, person_id FROM errors WHERE type = 'ZeroDivisionError' ORDER BY time LIMIT 1")).Single();
        var links = await GetAsync(http, $"traces/{error[0].GetString()}/links");
        Assert.Equal("checkout started", links.GetProperty("sale").GetProperty("step").GetString());
        foreach (var who in (string[])[$"visitor={links.GetProperty("visitor").GetString()}", $"person={error[1].GetString()}"])
        {
            var items = (await GetAsync(http, $"story?range=30d&{who}")).GetProperty("items").EnumerateArray().Select(static item => $"{item.GetProperty("kind")} {item.GetProperty("title")}").ToHashSet();
            Assert.Superset(new HashSet<string> { "error ZeroDivisionError", "event checkout started", "event added to cart", "request /checkout/" }, items);
        }
    }

    private async Task<(string Who, long At, string? Said)[]> RowsAsync(string sql) =>
        [.. (await demo.Server.SqlAsync(demo.Shop, sql)).Select(static row => (row[0].GetString()!, long.Parse(row[1].GetString()!, CultureInfo.InvariantCulture), row[2].GetString()))];

    private async Task<JsonElement> GetAsync(HttpClient http, string question)
    {
        var text = await http.GetStringAsync($"/api/v1/projects/{demo.Shop.Id}/{question}", TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement;
    }
}
