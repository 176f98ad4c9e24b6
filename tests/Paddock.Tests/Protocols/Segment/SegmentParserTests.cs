using System.Text;
using Paddock.Protocols.Segment;

namespace Paddock.Tests.Protocols.Segment;

public sealed class SegmentParserTests
{
    [Theory]
    [InlineData("""{"type":"track","userId":"u","event":"A"}""", "Track u A")]
    [InlineData("""{"type":"track","userId":" u ","event":"A"}""", "Track u A")]
    [InlineData("""{"type":"track","userId":7,"event":"A"}""", "Track 7 A")]
    [InlineData("""{"type":"track","userId":"undefined","anonymousId":"d","event":"A"}""", "Track d A")]
    [InlineData("""{"type":"track","userId":null,"anonymousId":"d","event":"A"}""", "Track d A")]
    [InlineData("""{"type":"page","anonymousId":"d"}""", "Page d ")]
    [InlineData("""{"type":"group","userId":"u","groupId":"g"}""", "Group u ")]
    [InlineData("""{"type":"alias","userId":"u","previousId":"p"}""", "Alias u ")]
    [InlineData("""{"type":"track","event":"A"}""", "no_id")]
    [InlineData("""{"type":"track","userId":"null","anonymousId":"0","event":"A"}""", "no_id")]
    [InlineData("""{"type":"track","userId":"u"}""", "no_name")]
    [InlineData("""{"type":"track","userId":"u","event":"$pageview"}""", "reserved_name")]
    [InlineData("""{"type":"alias","userId":"u"}""", "no_id")]
    [InlineData("""{"type":"group","userId":"u"}""", "no_group")]
    [InlineData("""{"type":"dance","userId":"u"}""", "unknown_type")]
    [InlineData("""{}""", "unknown_type")]
    [InlineData("""[1]""", "malformed_message")]
    [InlineData("null", "malformed_message")]
    public void A_message_is_read_or_refused_with_a_reason_and_its_neighbours_stay(string message, string expected)
    {
        const string good = """{"type":"track","userId":"neighbour","event":"Stays"}""";
        var request = Parse($$"""{"batch":[{{good}},{{message}},{{good}}]}""");
        Assert.Equal(2, request.Messages.Count(static kept => kept.Name == "Stays"));
        var rest = request.Messages.Where(static kept => kept.Name != "Stays").Select(static kept => $"{kept.Kind} {kept.DistinctId} {kept.Name}").Concat(request.Refused);
        Assert.Equal([expected], rest);
    }

    [Theory]
    [InlineData("""{"a":1,"b":true,"c":null,"d":"x"}""", "a=1 b=true d=x")]
    [InlineData("""{"cart":{"items":3,"owner":{"name":"Ann"}}}""", "cart.items=3 cart.owner.name=Ann")]
    [InlineData("""{"sizes":["s","m"],"list":[{"sku":"a","n":[1,2]},{}]}""", """sizes=["s","m"] list=[{"sku":"a","n":[1,2]},{}]""")]
    [InlineData("""{"password":"hunter22","nested":{"api_key":["x"]},"list":[{"password":"hunter22","a":{"token":{"deep":1}}}]}""",
        """password=[Filtered] nested.api_key=[Filtered] list=[{"password":"[Filtered]","a":{"token":"[Filtered]"}}]""")]
    [InlineData("""{"note":"card 4242 4242 4242 4242","mail":"write to ann@example.org"}""", "note=card [Filtered] mail=write to [Filtered]")]
    [InlineData("""{"url":"https://a.example/x?token=abc&mail=ann"}""", "url=a.example/x")]
    public void Properties_are_flat_and_scrubbed(string properties, string expected)
    {
        var message = Assert.Single(Parse($$"""{"batch":[{"type":"track","userId":"u","event":"A","properties":{{properties}}}]}""").Messages);
        Assert.Equal(expected, string.Join(' ', message.Properties.Select(static property => $"{property.Key}={property.Value}")));
    }

    [Theory]
    [InlineData("Order Completed", """{"revenue":12.5,"currency":"chf"}""", "12.5 CHF 0")]
    [InlineData("Order Completed", """{"revenue":"12.50"}""", "12.50 USD 0")]
    [InlineData("Order Completed", """{"total":12.5,"currency":"EUR"}""", "12.5 EUR 0")]
    [InlineData("Order Refunded", """{"total":12.5,"currency":"EUR"}""", "-12.5 EUR 0")]
    [InlineData("Product Viewed", """{"total":12.5,"value":3,"currency":"EUR"}""", " EUR 3")]
    [InlineData("Order Completed", """{"revenue":12.5,"currency":"Euro"}""", "  0")]
    [InlineData("Order Completed", """{"revenue":"much"}""", "  0")]
    public void Money_has_an_amount_and_a_currency(string name, string properties, string expected)
    {
        var message = Assert.Single(Parse($$"""{"batch":[{"type":"track","userId":"u","event":"{{name}}","properties":{{properties}}}]}""").Messages);
        Assert.Equal(expected, FormattableString.Invariant($"{message.Revenue} {message.Currency} {message.Value}"));
    }

    [Fact]
    public void A_page_has_its_address_without_what_is_private_in_it()
    {
        var message = Assert.Single(Parse("""
            {"batch":[{"type":"page","anonymousId":"d","name":"Home","category":"Docs","properties":{"url":"https://shop.example/reset/c6z8yf-4a11?token=abc&gclid=1&utm_source=a","path":"/ignored","search":"?token=abc","title":"T"},
              "context":{"campaign":{"source":"news","name":"autumn"},"page":{"url":"https://other.example/","referrer":"https://www.example.org/?q=ann@example.org"},
                "screen":{"width":1280,"height":800},"locale":"de-CH","timezone":"Europe/Zurich","userAgent":"UA","ip":"203.0.113.9","app":{"version":"1.2"} }}]}
            """).Messages);
        var context = message.Context;
        Assert.Equal("shop.example /reset/[Filtered] news autumn gclid", $"{context.Page.Host} {context.Page.Path} {context.Page.UtmSource} {context.Page.UtmCampaign} {context.Page.ClickId}");
        Assert.Equal("www.example.org/ T 1280x800 de-CH Europe/Zurich UA 1.2 Home Docs",
            $"{context.Referrer.Host}{context.Referrer.Path} {context.Title} {context.Screen} {context.Locale} {context.TimeZone} {context.UserAgent} {context.Release} {message.Name} {message.Category}");
        Assert.Empty(message.Properties);
    }

    [Theory]
    [InlineData("\"2026-11-23T01:02:03.004Z\"", 1795395723004)]
    [InlineData("\"2026-11-23T02:02:03.004+01:00\"", 1795395723004)]
    [InlineData("1795395723004", 1795395723004)]
    [InlineData("1795395723.004", 1795395723004)]
    [InlineData("\"yesterday\"", null)]
    [InlineData("1e300", null)]
    public void Times_are_read_as_clients_write_them(string timestamp, long? milliseconds)
    {
        var message = Assert.Single(Parse($$"""{"batch":[{"type":"track","userId":"u","event":"A","timestamp":{{timestamp}}}]}""").Messages);
        if (timestamp == "1e300") Assert.NotNull(message.Timestamp); // the largest there is: the door finds it in the future
        else Assert.Equal(milliseconds, message.Timestamp / 1_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"batch\":{}}")]
    [InlineData("{\"batch\":[{}]")]
    [InlineData("{\"batch\":[]} x")]
    public void What_is_no_batch_is_refused_whole(string json) => Assert.False(SegmentParser.TryParse(Encoding.UTF8.GetBytes(json), SegmentKind.Unknown, out _));

    [Fact]
    public void Too_many_messages_are_told_and_a_large_one_is_refused_alone()
    {
        const string small = """{"type":"track","userId":"u","event":"A"}""";
        var many = Parse($$"""{"batch":[{{string.Join(',', Enumerable.Repeat(small, 2600))}}]}""");
        Assert.True(many.Messages.Count > SegmentLimits.MessagesPerBatch);
        var large = Parse($$$"""{"batch":[{{{small}}},{"type":"track","userId":"u","event":"A","properties":{"x":"{{{new string('x', SegmentLimits.MessageBytes)}}}"}}]}""");
        Assert.Equal((1, "message_too_large"), (large.Messages.Count, Assert.Single(large.Refused)));
    }

    [Fact]
    public async Task The_recorded_clients_are_read_whole_and_no_secret_is_left()
    {
        foreach (var name in Corpus.SegmentCases)
        {
            var path = Corpus.RequestLine(name).Split(' ')[1];
            var kind = path switch { "/v1/t" => SegmentKind.Track, "/v1/i" => SegmentKind.Identify, "/v1/p" => SegmentKind.Page, "/v1/s" => SegmentKind.Screen, "/v1/g" => SegmentKind.Group, "/v1/a" => SegmentKind.Alias, _ => SegmentKind.Unknown };
            Assert.True(SegmentParser.TryParse(await Corpus.BodyAsync(name), kind, out var request), name);
            Assert.Empty(request!.Refused);
            Assert.All(request.Messages, message =>
            {
                Assert.NotEqual("", message.MessageId);
                Assert.NotNull(message.Timestamp);
                Assert.NotNull(message.SentAt);
                var text = string.Join('\n', message.Properties.Concat(message.Traits).Select(static tag => $"{tag.Key}={tag.Value}")) + message.Context.Page + message.Context.Referrer + message.Context.Title;
                Assert.DoesNotContain("corpus-", text, StringComparison.Ordinal);
                Assert.DoesNotContain("4242", text, StringComparison.Ordinal);
            });
        }
    }

    private static SegmentRequest Parse(string json)
    {
        Assert.True(SegmentParser.TryParse(Encoding.UTF8.GetBytes(json), SegmentKind.Unknown, out var request));
        return request!;
    }
}
