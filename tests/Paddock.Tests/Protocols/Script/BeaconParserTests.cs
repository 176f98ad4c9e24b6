using System.Globalization;
using System.Text;
using Paddock.Protocols.Script;

namespace Paddock.Tests.Protocols.Script;

public sealed class BeaconParserTests
{
    [Theory]
    [InlineData("https://Shop.Example.ORG:8443/Cart?next=/a&x=1#top", "shop.example.org", "/Cart#top")]
    [InlineData("https://ann:secret@shop.example.org", "shop.example.org", "/")]
    [InlineData("https://shop.example.org/#/cart?token=abc", "shop.example.org", "/#/cart")]
    [InlineData("https://shop.example.org/stra%C3%9Fe/100%25", "shop.example.org", "/straße/100%")]
    [InlineData("https://shop.example.org/u/ann%2540example.org", "shop.example.org", "/u/[Filtered]")]
    [InlineData("http://[::1]:8000/x", "[::1]", "/x")]
    [InlineData("file:///home/ann/page.html", "", "")]
    [InlineData("javascript:alert(1)", "", "")]
    [InlineData("https://", "", "")]
    [InlineData("https://bad host/x", "", "")]
    public void Of_an_address_the_host_and_the_path_are_kept(string url, string host, string path)
    {
        var page = Parse($$"""{"url":"{{url}}"}""").Page;
        Assert.Equal((host, path), (page.Host, page.Path));
    }

    [Fact]
    public void Of_a_query_only_the_campaign_is_kept()
    {
        var page = Parse("""{"url":"https://a.example/?utm_source=News+letter&utm_medium=email&utm_campaign=caf%C3%A9&utm_content=b%20c&utm_term=ann%40example.org&ref=friend&gclid=Cj0K&session=1"}""").Page;
        Assert.Equal(("News letter", "email", "café", "b c", "[Filtered]"), (page.UtmSource, page.UtmMedium, page.UtmCampaign, page.UtmContent, page.UtmTerm));
        Assert.Equal(("friend", "gclid", "/"), (page.Reference, page.ClickId, page.Path));
    }

    [Fact]
    public void A_whole_beacon_is_read()
    {
        var beacon = Parse("""
            {"url":"https://a.example/x","referrer":"https://search.example/?q=horse","title":" Cart of ann@example.org ","route":"shop.cart","trace":"0123456789abcdef0123456789abcdef-0123456789abcdef-1",
             "release":"1.4","environment":"live","screen":"1280x800","touch":true,"webdriver":true,"events":[
              {"id":"a1","name":"$pageview","age":12},
              {"id":"a2","name":"Order","user":7,"properties":{"plan":"pro","n":3,"ok":true,"none":null,"card":"4111111111111111","password":"x","cart":{"items":[{"sku":"S1"}]}},"revenue":"12.50","currency":"eur"},
              {"id":"a3","name":"$engagement","engaged":3500,"scroll":140},
              {"id":"a4","name":"$vital","metric":"LCP","value":1234.5,"rating":"good","target":"#hero"},
              {"id":"a5","name":"$error","type":"TypeError","message":"x","stack":"at f (https://a.example/a.js:1:2)","mechanism":"onerror"}]}
            """);
        Assert.Equal(("search.example", "Cart of [Filtered]", "shop.cart"), (beacon.Referrer.Host, beacon.Title, beacon.Route));
        Assert.Equal((16, 8, "1280x800", true, true), (beacon.TraceId.Length, beacon.SpanId.Length, beacon.Screen, beacon.HasTouch, beacon.IsDriven));
        Assert.Equal(["$pageview", "Order", "$engagement", "$vital", "$error"], beacon.Events.Select(read => read.Name));
        var order = beacon.Events[1];
        Assert.Equal(("7", 12.50m, "EUR"), (order.User, order.Revenue, order.Currency));
        Assert.Equal("plan=pro n=3 ok=true card=[Filtered] password=[Filtered] cart.items.0.sku=S1", string.Join(' ', order.Properties.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal((3500u, (byte)100), (beacon.Events[2].Engaged, beacon.Events[2].Scroll));
        Assert.Equal(("LCP", 1234.5, "good", "#hero"), (beacon.Events[3].Metric, beacon.Events[3].Value, beacon.Events[3].Rating, beacon.Events[3].Target));
        Assert.Equal("TypeError", beacon.Events[4].Failure!.Type);
    }

    [Theory]
    [InlineData("""{"name":""}""", "no_name")]
    [InlineData("""{"id":"x"}""", "no_name")]
    [InlineData("""{"name":"$set"}""", "reserved_name")]
    [InlineData("""{"name":"$identify"}""", "illegal_id")]
    [InlineData("""{"name":"$identify","user":"[object Object]"}""", "illegal_id")]
    [InlineData("""{"name":"$identify","user":" undefined "}""", "illegal_id")]
    [InlineData("""{"name":"$vital","metric":"FPS"}""", "unknown_metric")]
    [InlineData("""12""", "malformed_event")]
    [InlineData("""[[]]""", "malformed_event")]
    public void An_event_that_cannot_be_used_leaves_its_neighbours(string bad, string reason)
    {
        var beacon = Parse($$"""{"events":[{"name":"before"},{{bad}},{"name":"after"}]}""");
        Assert.Equal(["before", "after"], beacon.Events.Select(read => read.Name));
        Assert.Equal([reason], beacon.Refused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"events":[{"name":"a"}""")]
    public void What_is_no_object_is_no_beacon(string json) => Assert.False(BeaconParser.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Everything_is_bounded()
    {
        var properties = string.Join(',', Enumerable.Range(0, 10_000).Select(number => $"\"key{number.ToString(CultureInfo.InvariantCulture)}\":1"));
        var many = string.Join(',', Enumerable.Repeat("""{"name":"a"}""", 150));
        Assert.Equal(ScriptLimits.PropertiesPerEvent, Parse("{\"events\":[{\"name\":\"a\",\"properties\":{" + properties + "}}]}").Events[0].Properties.Count);
        Assert.Equal((100, 50), (Parse($$"""{"events":[{{many}}]}""").Events.Count, Parse($$"""{"events":[{{many}}]}""").Refused.Count));
        Assert.Equal(ScriptLimits.LongestTitle, Parse($$"""{"title":"{{new string('x', 9000)}}"}""").Title.Length);
        var deep = new string('[', 50_000) + new string(']', 50_000);
        Assert.Single(Parse("{\"events\":[{\"name\":\"a\",\"properties\":{\"deep\":" + deep + "}}]}").Events);
    }

    [Theory]
    [InlineData("""{"revenue":5}""")]
    [InlineData("""{"revenue":5,"currency":"euros"}""")]
    [InlineData("""{"revenue":"five","currency":"EUR"}""")]
    [InlineData("""{"currency":"EUR"}""")]
    public void Revenue_needs_an_amount_and_a_currency(string money)
    {
        var read = Parse($$"""{"events":[{"name":"Order",{{money[1..]}}]}""").Events[0];
        Assert.Equal((null, ""), (read.Revenue, read.Currency));
    }

    private static ScriptBeacon Parse(string json)
    {
        Assert.True(BeaconParser.TryParse(Encoding.UTF8.GetBytes(json), out var beacon));
        return beacon!;
    }
}
