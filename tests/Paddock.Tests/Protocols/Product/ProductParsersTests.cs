using System.Text;
using Paddock.Protocols.Ga4;
using Paddock.Protocols.Keen;
using Paddock.Protocols.Kissmetrics;
using Paddock.Protocols.Mixpanel;
using Paddock.Protocols.PostHog;
using Paddock.Protocols.Segment;

namespace Paddock.Tests.Protocols.Product;

public sealed class ProductParsersTests
{
    [Theory]
    [InlineData("""{"api_key":"k","event":"Order","distinct_id":"u","properties":{"revenue":"9.5","currency":"chf","order_id":7,"$session_id":"s1"},"uuid":"m1"}""", "Track Order u: m1 s1 9.5CHF order_id=7", "k")]
    [InlineData("""{"token":"k","event":"$pageview","properties":{"distinct_id":"d","$device_id":"d","$current_url":"https://shop.example.com/a?utm_source=x&token=y","$screen_width":1280,"$screen_height":800}}""", "Page  :d shop.example.com/a x 1280x800", "k")]
    [InlineData("""{"event":"$identify","distinct_id":"u","properties":{"token":"k","$anon_distinct_id":"d","$set":{"plan":"pro"},"$set_once":{"first":1}}}""", "Identify  u:d set plan=pro set_once first=1", "k")]
    [InlineData("""{"event":"$create_alias","distinct_id":"u","properties":{"token":"k","alias":"old"}}""", "Alias  u: <old", "k")]
    [InlineData("""{"event":"$groupidentify","distinct_id":"u","properties":{"token":"k","$group_type":"company","$group_key":"acme","$group_set":{"size":3}}}""", "Group  u: @acme $group_type=company size:3", "k")]
    [InlineData("""{"api_key":"k","batch":[{"event":"a","distinct_id":"u"},{"event":"b"},7,{"distinct_id":"u"},{"event":"c","distinct_id":"v"}]}""", "Track a u:; Track c v:; no_id; malformed_message; no_name", "k")]
    [InlineData("""[{"event":"a","properties":{"distinct_id":"u","token":"k"}}]""", "Track a u:", "k")]
    [InlineData("""[{"event":"a","properties":{"distinct_id":"u","token":"k"}},{"event":"b","properties":{"distinct_id":"u","token":"other"}}]""", "Track a u:; another_key", "k")]
    [InlineData("""{"event":"a","distinct_id":"u","properties":{"token":"k","paid":4111111111111111,"n":4111}}""", "Track a u: paid=[Filtered] n=4111", "k")]
    [InlineData("""{"event":"a","distinct_id":"u","timestamp":"next week","properties":{"token":"k"}}""", "Track a u: timestamp=next week", "k")]
    public void PostHog(string json, string expected, string key)
    {
        Assert.True(PostHogParser.TryParse(Encoding.UTF8.GetBytes(json), out var request));
        Assert.Equal((expected, key), (Text(request!), request!.WriteKey));
    }

    [Theory]
    [InlineData("Track", """{"event":"Order","properties":{"token":"k","distinct_id":"u","revenue":9.5,"$insert_id":"m1"}}""", "Track Order u: m1 9.5USD", "k")]
    [InlineData("Track", """[{"event":"a","properties":{"token":"k","$device_id":"d","$user_id":"u","distinct_id":"u"}},{"event":"b","properties":{"distinct_id":"$device:d"}},{"event":"c","properties":{}}]""", "Track a u:d; Track b :d; no_id", "k")]
    [InlineData("Track", "{\"event\":\"a\",\"properties\":{\"token\":\"k\",\"distinct_id\":\"u\"}}\nbroken\n{\"event\":\"b\",\"properties\":{\"distinct_id\":\"u\"}}", "Track a u:; Track b u:; malformed_message", "k")]
    [InlineData("Track", """{"event":"$create_alias","properties":{"token":"k","distinct_id":"u","alias":"old"}}""", "Alias  u: <old", "k")]
    [InlineData("Track", """{"event":"$merge","properties":{"token":"k","$distinct_ids":["a","b"]}}""", "Alias  a: <b", "k")]
    [InlineData("Track", """{"event":"$mp_web_page_view","properties":{"token":"k","distinct_id":"d","$device_id":"d","current_page_title":"T"}}""", "Page  :d", "k")]
    [InlineData("Engage", """[{"$token":"k","$distinct_id":"u","$set":{"plan":"pro"},"$add":{"n":2},"$unset":["a"]},{"$distinct_id":"u","$append":{"a":1}},{"$set":{"a":1}}]""", "Profile  u: set plan=pro add n=2 unset a=; unsupported_operation; no_id", "k")]
    [InlineData("Engage", """[{"$token":"k","$distinct_id":"u","$set":{"plan":"pro"}},{"$token":"other","$distinct_id":"v","$set":{"plan":"pro"}}]""", "Profile  u: set plan=pro; another_key", "k")]
    [InlineData("Groups", """{"$token":"k","$group_key":"company","$group_id":"acme","$set":{"size":3}}""", "Group  : @acme size:3", "k")]
    [InlineData("Groups", """{"$token":"k","$group_id":"acme password=hunter2","$set":{"size":3}}""", "Group  : @acme password=[Filtered] size:3", "k")]
    [InlineData("Track", """{"event":"a","properties":{"token":"k","distinct_id":"u","time":"1.2.3"}}""", "Track a u: time=1.2.3", "k")]
    public void Mixpanel(string call, string json, string expected, string key)
    {
        Assert.True(MixpanelParser.TryParse(Encoding.UTF8.GetBytes(json), Enum.Parse<MixpanelCall>(call), out var request));
        Assert.Equal((expected, key), (Text(request!), request!.WriteKey));
    }

    [Theory]
    [InlineData("""{"client_id":"1.2","events":[{"name":"page_view","params":{"page_location":"https://a.example/b?utm_source=x&token=y","session_id":7}}]}""", "Page  :1.2 7 a.example/b x")]
    [InlineData("""{"client_id":"1.2","user_id":"u","events":[{"name":"purchase","params":{"transaction_id":"t","value":9.5,"currency":"chf","items":[{"id":"a"}]}}]}""", "Track purchase u:1.2 purchase t 9.5CHF transaction_id=t items=[{\"id\":\"a\"}]")]
    [InlineData("""{"client_id":"1.2","events":[{"name":"refund","params":{"value":"9.5","currency":"CHF"}},{"name":"view_item","params":{"value":3,"currency":"CHF"}}]}""", "Track refund :1.2 -9.5CHF; Track view_item :1.2")]
    [InlineData("""{"client_id":"1.2","user_properties":{"plan":{"value":"pro"},"x":1},"events":[{"name":"a"}]}""", "Track a :1.2; Profile  :1.2 set plan=pro")]
    [InlineData("""{"events":[{"name":"a"},7,{"name":"$b"},{}]}""", "malformed_message; reserved_name; no_name; no_id")]
    public void Ga4(string json, string expected)
    {
        Assert.True(Ga4Parser.TryParse(Encoding.UTF8.GetBytes(json), out var request, out _));
        Assert.Equal(expected, Text(request!));
    }

    [Theory]
    [InlineData("""{"client_id":"1","events":[{"name":"good","params":{"a":1}}]}""", "")]
    [InlineData("{}", "events VALUE_REQUIRED, client_id VALUE_REQUIRED")]
    [InlineData("""{"client_id":"1","events":[{"name":"_bad"},{"name":"session_start"},{"name":"a","params":{"b-c":1}}]}""", "events NAME_INVALID, events NAME_RESERVED, events.params NAME_INVALID")]
    public void Googles_validation_finds_what_is_wrong(string json, string expected)
    {
        Assert.True(Ga4Parser.TryParse(Encoding.UTF8.GetBytes(json), out _, out var problems));
        Assert.Equal(expected, string.Join(", ", problems.Select(static problem => $"{problem.FieldPath} {problem.Code}")));
    }

    [Theory]
    [InlineData("orders", """{"item":"anvil","price":9.5,"user":{"id":"u"},"password":"x","keen":{"timestamp":"2026-11-23T05:00:00Z","addons":[]}}""", "Track orders u: item=anvil price=9.5 user.id=u password=[Filtered]", "orders ")]
    [InlineData("orders", """{"keen":{"timestamp":"yesterday"}}""", "Track orders : keen.timestamp=yesterday", "orders ")]
    [InlineData("$orders", "{}", "reserved_name", "$orders reserved_name")]
    [InlineData("", """{"a":[{"x":1},7],"b":{"y":2}}""", "Track a : x=1; Track b : y=2; malformed_message", "a |a malformed_message|b ")]
    public void Keen(string collection, string json, string expected, string outcomes)
    {
        Assert.True(KeenParser.TryParse(Encoding.UTF8.GetBytes(json), collection, out var request, out var all));
        Assert.Equal((expected, outcomes), (Text(request!), string.Join('|', all.Select(static outcome => $"{outcome.Collection} {outcome.Refusal}"))));
    }

    [Theory]
    [InlineData("Event", """{"_k":"k","_p":"u","_n":"Signed up","plan":"pro","_t":"1795410000"}""", "Track Signed up u: plan=pro", "k")]
    [InlineData("Set", """{"_k":"k","_p":"u","plan":"pro","mail":"a@b.cc"}""", "Profile  u: plan=pro mail=a@b.cc set plan=pro set mail=a@b.cc", "k")]
    [InlineData("Alias", """{"_k":"k","_p":"u","_n":"old"}""", "Alias  u: <old", "k")]
    [InlineData("Event", """{"_k":"k","_n":"a"}""", "no_id", "k")]
    [InlineData("Set", """{"_p":"u"}""", "no_change", "")]
    public void Kissmetrics(string call, string json, string expected, string key)
    {
        Assert.True(KissmetricsParser.TryParse(Encoding.UTF8.GetBytes(json), Enum.Parse<KissmetricsCall>(call), out var request));
        Assert.Equal((expected, key), (Text(request!), request!.WriteKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("{}x")]
    public void What_is_no_request_is_none(string json)
    {
        Assert.False(PostHogParser.TryParse(Encoding.UTF8.GetBytes(json), out _));
        Assert.False(MixpanelParser.TryParse(Encoding.UTF8.GetBytes(json), MixpanelCall.Track, out _));
        Assert.False(Ga4Parser.TryParse(Encoding.UTF8.GetBytes(json), out _, out _));
        Assert.False(KeenParser.TryParse(Encoding.UTF8.GetBytes(json), "", out _, out _));
        Assert.False(KissmetricsParser.TryParse(Encoding.UTF8.GetBytes(json), KissmetricsCall.Event, out _));
    }

    private static string Text(SegmentRequest request) => string.Join("; ", request.Messages.Select(Text).Concat(request.Refused));

    private static string Text(SegmentMessage message)
    {
        var context = message.Context;
        var parts = new List<string>
        {
            message.MessageId, message.SessionId, message.PreviousId.Length > 0 ? "<" + message.PreviousId : "", message.GroupId.Length > 0 ? "@" + message.GroupId : "",
            message.Revenue is { } money ? $"{money}{message.Currency}" : "", context.Page.Host + context.Page.Path, context.Page.UtmSource, context.Screen,
        };
        parts.AddRange(message.Properties.Select(static property => $"{property.Key}={property.Value}"));
        parts.AddRange(message.Traits.Select(static trait => $"{trait.Key}:{trait.Value}"));
        parts.AddRange(message.Changes.Select(static change => $"{change.Operation} {change.Property.Key}={change.Property.Value}"));
        return $"{message.Kind} {message.Name} {message.UserId}:{message.AnonymousId} {string.Join(' ', parts.Where(static part => part.Length > 0))}".TrimEnd();
    }
}
