using System.Globalization;
using System.Text;
using Paddock.Protocols.Plausible;
using Paddock.Protocols.Script;
using Paddock.Protocols.Umami;

namespace Paddock.Tests.Protocols.Script;

public sealed class PageTrackersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"n":"pageview","u":"https://shop.example.org/a?utm_source=x&token=y#top","d":"shop.example.org","r":"https://b.example/"}""", "shop.example.org: shop.example.org/a x b.example $pageview")]
    [InlineData("""{"name":"pageview","url":"https://shop.example.org/a#/cart","domain":"a.example,b.example","h":1}""", "a.example: shop.example.org/a#/cart $pageview")]
    [InlineData("""{"n":"pageview","u":"https://shop.example.org/a","r":null}""", "shop.example.org: shop.example.org/a $pageview")]
    [InlineData("""{"n":"pageview","u":"app://localhost/login","d":"app"}""", "app: localhost/login $pageview")]
    [InlineData("""{"n":"Order","u":"https://a.example/","d":"k","p":{"plan":"pro","password":"x"},"$":{"amount":"9.5","currency":"chf"},"i":false}""", "k: a.example/ Order passive 9.5CHF plan=pro password=[Filtered]")]
    [InlineData("""{"n":"Order","u":"https://a.example/","d":"k","p":"{\"plan\":\"pro\",\"mail\":\"ann@example.org\"}"}""", "k: a.example/ Order plan=pro mail=[Filtered]")]
    [InlineData("""{"n":"Order","u":"https://a.example/","d":"k","props":"{broken","revenue":7}""", "k: a.example/ Order")]
    [InlineData("""{"n":"engagement","u":"https://a.example/","d":"k","e":4122.5,"sd":168}""", "k: a.example/ $engagement 4122 100")]
    [InlineData("""{"n":"$set","u":"https://a.example/"}""", "a.example: a.example/ reserved_name")]
    [InlineData("""{"u":"https://a.example/"}""", "a.example: a.example/ no_name")]
    [InlineData("""{"n":"pageview","d":"k"}""", "k: no_url")]
    public void Plausible(string json, string expected)
    {
        Assert.True(PlausibleParser.TryParse(Encoding.UTF8.GetBytes(json), out var beacon));
        Assert.Equal(expected, Text(beacon!));
    }

    [Theory]
    [InlineData("""{"type":"event","payload":{"website":"01234567-89AB-cdef-0123-456789abcdef","hostname":"a.example","url":"/b?utm_source=x#c","referrer":"https://b.example/","screen":"1280x800"}}""", "0123456789abcdef0123456789abcdef: a.example/b#c x b.example $pageview")]
    [InlineData("""{"payload":{"website":"k","url":"https://a.example/b","name":"Order","data":{"revenue":9.5,"currency":"CHF","cart":{"n":3}},"id":"u"},"type":"event"}""", "k: a.example/b Order u 9.5CHF revenue=9.5 currency=CHF cart.n=3")]
    [InlineData("""{"type":"identify","payload":{"website":"k","hostname":"a.example","url":"/","id":"u","data":{"mail":"ann@example.org"}}}""", "k: a.example/ $identify u mail=ann@example.org")]
    [InlineData("""{"type":"identify","payload":{"website":"k","data":{"id":"u","plan":"pro"}}}""", "k: $identify u id=u plan=pro")]
    [InlineData("""{"type":"identify","payload":{"website":"k","data":{"id":"null"}}}""", "k: illegal_id")]
    [InlineData("""{"type":"performance","payload":{"website":"k","hostname":"a.example","url":"/","lcp":1200,"cls":0.1,"inp":"x"}}""", "k: a.example/ $vital LCP=1200; $vital CLS=0.1")]
    [InlineData("""{"type":"event","payload":{"website":"k","hostname":"a.example","url":"/","timestamp":1795409940}}""", "k: a.example/ $pageview 60000 ms ago")]
    [InlineData("""{"type":"replay","payload":{"website":"k"}}""", "k: unknown_type")]
    [InlineData("""{"type":"event"}""", ": no_payload")]
    public void Umami(string json, string expected)
    {
        Assert.True(UmamiParser.TryParse(Encoding.UTF8.GetBytes(json), Now, out var beacon));
        Assert.Equal(expected, Text(beacon!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}x")]
    public void What_is_no_beacon_is_none(string json)
    {
        Assert.False(PlausibleParser.TryParse(Encoding.UTF8.GetBytes(json), out _));
        Assert.False(UmamiParser.TryParse(Encoding.UTF8.GetBytes(json), Now, out _));
    }

    private static string Text(ScriptBeacon beacon) =>
        $"{beacon.Key}: {Joined([beacon.Page.Host + beacon.Page.Path, beacon.Page.UtmSource, beacon.Referrer.Host, string.Join("; ", beacon.Events.Select(Text).Concat(beacon.Refused))])}";

    private static string Text(ScriptEvent happened) => Joined(
    [
        happened.Name, happened.User, happened.IsInteractive ? "" : "passive", happened.Revenue is { } money ? $"{money}{happened.Currency}" : "",
        happened.Metric.Length > 0 ? $"{happened.Metric}={happened.Value.ToString(CultureInfo.InvariantCulture)}" : "", happened.Engaged > 0 ? $"{happened.Engaged} {happened.Scroll}" : "",
        happened.Age != 0 ? $"{happened.Age} ms ago" : "", .. happened.Properties.Select(static property => $"{property.Key}={property.Value}"),
    ]);

    private static string Joined(IEnumerable<string> parts) => string.Join(' ', parts.Where(static part => part.Length > 0));
}
