using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

/// <summary>Attributes of any record, told on logs; and containers.</summary>
public sealed class ItemAttributeTests
{
    [Theory]
    [InlineData("{\"a\":{\"value\":\"x\",\"type\":\"string\"}}", "a=x")]
    [InlineData("{\"a\":{\"type\":\"integer\",\"value\":17},\"b\":{\"value\":0.25},\"c\":{\"value\":true},\"d\":{\"value\":null},\"e\":{\"value\":\"\"}}", "a=17 b=0.25 c=true")]
    [InlineData("{\"a\":\"plain\",\"b\":5,\"c\":null}", "a=plain b=5")]
    [InlineData("{\"a\":{\"value\":[\"x\",{\"password\":\"hunter2\"}]}}", "a=[\"x\",{\"password\":\"[Filtered]\"}]")]
    [InlineData("{\"a\":{\"value\":{\"b\":{\"c\":1}}}}", "a={\"b\":{\"c\":1}}")]
    [InlineData("{\"a\":{\"type\":\"string\"}}", "a={\"type\":\"string\"}")]
    [InlineData("[{\"key\":\"a\",\"value\":{\"stringValue\":\"x\"}},{\"key\":\"b\",\"value\":{\"intValue\":\"5\"}},7,{\"key\":null}]", "a=x b=5")]
    [InlineData("{\"a\":{\"value\":1},\"a\":{\"value\":2}}", "a=1")]
    [InlineData("{\"\":{\"value\":1},\" \":{\"value\":2}}", "")]
    [InlineData("7", "")]
    public void Attributes_come_in_many_forms(string json, string expected) => Assert.Equal(expected, Attributes(json));

    [Theory]
    [InlineData("password", "hunter2", "[Filtered]")]
    [InlineData("http.request.header.authorization", "Bearer x", "[Filtered]")]
    [InlineData("http.request.header.x-forwarded-for", "10.0.0.1", "[Filtered]")]
    [InlineData("db.connection", "postgres://u:p4ssw0rd@db/shop", "postgres://[Filtered]@db/shop")]
    [InlineData("note", "my card is 4242 4242 4242 4242", "my card is [Filtered]")]
    [InlineData("visitor", "203.0.113.9", "[Filtered]")]
    [InlineData("code.function.name", "authenticate", "authenticate")]
    [InlineData("url.full", "https://a.example/?token=abcdef123456&b=1", "https://a.example/?token=[Filtered]&b=1")]
    public void What_is_secret_goes(string key, string value, string expected) => Assert.Equal($"{key}={expected}", Attributes($$$"""{"{{{key}}}":{"value":"{{{value}}}"}}"""));

    [Fact]
    public void A_number_that_is_a_card_goes() => Assert.Equal("n=[Filtered]", Attributes("""{"n":{"value":4242424242424242}}"""));

    [Fact]
    public void Addresses_of_machines_are_not_kept() => Assert.Equal("", Attributes("""{"user.ip_address":{"value":"10.1.2.3"},"client.address":{"value":"::1"},"network.peer.address":{"value":"10.0.0.7"}}"""));

    [Fact]
    public void What_is_too_many_or_too_long_is_cut()
    {
        var many = string.Join(',', Enumerable.Range(0, 10_000).Select(number => $"\"k{number}\":{{\"value\":{number}}}"));
        Assert.Equal(128, Log($$$"""{"body":"x","attributes":{{{{many}}}}}""").Attributes.Count);
        var log = Log($$$"""{"body":"{{{new string('b', 100_000)}}}","attributes":{"{{{new string('k', 1000)}}}":{"value":"{{{new string('v', 100_000)}}}"} } }""");
        Assert.Equal((32 * 1024, 200, 8192), (Events.Text(log.Message).Length, Events.Text(log.Attributes[0].Key).Length, Events.Text(log.Attributes[0].Value).Length));
    }

    [Theory]
    [InlineData("attributes")]
    [InlineData("body")]
    [InlineData("level")]
    [InlineData("anything")]
    public void Json_a_hundred_thousand_deep_is_cut_in_bounded_stack(string member)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
            var log = new SentryLog();
            var isGood = LogParser.TryParse(Encoding.UTF8.GetBytes($$"""{"{{member}}":{{deep}},"trace_id":"0af7651916cd43dd8448eb211c80319c"}"""), Events.Context, log);
            Assert.False(isGood && member != "body");
            Assert.NotEqual(default, log.Origin.TraceId);
            var items = new ContainerReader(Encoding.UTF8.GetBytes($$"""{"items":[{{deep}},{"body":"behind"}]}"""));
            Assert.True(items.TryRead(out _) && items.TryRead(out var behind) && LogParser.TryParse(behind, Events.Context, log));
            Assert.False(items.TryRead(out _) || items.IsBroken);
        }
    }

    [Theory]
    [InlineData("{\"items\":[1,{},[2]],\"version\":2}", 3, false)]
    [InlineData("{\"version\":2,\"x\":[[]],\"items\":[]}", 0, false)]
    [InlineData("{\"items\":[{\"a\":NaN},{\"b\":Infinity},{\"c\":1}]}", 3, false)]
    [InlineData("{\"items\":[{},{},{\"cut", 2, true)]
    [InlineData("{\"items\":[{},{} {}]}", 2, true)]
    [InlineData("{\"items\":[{}", 1, true)]
    [InlineData("{\"items\":5}", 0, true)]
    [InlineData("{}", 0, true)]
    [InlineData("[]", 0, true)]
    [InlineData("", 0, true)]
    public void A_container_gives_what_can_be_read(string json, int count, bool isBroken)
    {
        var items = new ContainerReader(Encoding.UTF8.GetBytes(json));
        while (items.TryRead(out _))
        {
        }
        Assert.Equal((count, isBroken), (items.Count, items.IsBroken));
    }

    private static string Attributes(string json) =>
        string.Join(' ', Log($$"""{"body":"x","attributes":{{json}}}""").Attributes.Select(attribute => $"{Events.Text(attribute.Key)}={Events.Text(attribute.Value)}"));

    private static SentryLog Log(string json)
    {
        var log = new SentryLog();
        Assert.True(LogParser.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, log));
        return log;
    }
}
