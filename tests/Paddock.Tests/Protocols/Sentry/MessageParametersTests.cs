using System.Diagnostics;
using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class MessageParametersTests
{
    [Theory]
    [InlineData("mail to ann.o'hara+x@mail.example.org bounced", "mail to <email> bounced")]
    [InlineData("GET https://shop.example.org/a?b=1 failed", "GET <url> failed")]
    [InlineData("wss://x.example/y", "<url>")]
    [InlineData("no route to db1.internal.example.com", "no route to <hostname>")]
    [InlineData("settings.py has no LOGIN", "settings.py has no LOGIN")]
    [InlineData("from 192.168.0.17 port", "from <ip> port")]
    [InlineData("from 2001:db8::1 port", "from <ip> port")]
    [InlineData("from ::1 port", "from <ip> port")]
    [InlineData("Shop::Order failed", "Shop::Order failed")]
    [InlineData("trace 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "trace <traceparent>")]
    [InlineData("id 123e4567-e89b-12d3-a456-426614174000", "id <uuid>")]
    [InlineData("sha 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12", "sha <sha1>")]
    [InlineData("md5 9e107d9d372bb6826bd81d3542a419d6", "md5 <md5>")]
    [InlineData("at 2026-11-23T01:02:03Z", "at <date>")]
    [InlineData("at 2026-11-23T01:02:03.123456+01:00", "at <date>")]
    [InlineData("at 2026-11-23 01:02:03,123", "at <date>")]
    [InlineData("at 20261123T010203Z", "at <date>")]
    [InlineData("on 2026-11-23", "on <date>")]
    [InlineData("at 01:02:03", "at <date>")]
    [InlineData("at 1:02 PM", "at <date>")]
    [InlineData("Mon, 23 Nov 2026 01:02:03 GMT", "<date>")]
    [InlineData("Monday, 23-Nov-26 01:02:03 UTC", "<date>")]
    [InlineData("Nov 23 01:02:03 2026", "<date>")]
    [InlineData("Mon Nov 23 2026 01:02:03 GMT+0100", "<date>")]
    [InlineData("Jan 02, 1999", "<date>")]
    [InlineData("due datetime.datetime(2026, 11, 23, 1, 2)", "due <date>")]
    [InlineData("took 17ms or 3.5s", "took <duration> or <duration>")]
    [InlineData("at 0x7f3a9c and deadbeef01", "at <hex> and <hex>")]
    [InlineData("deadbeef is a word", "deadbeef is a word")]
    [InlineData("rate 3.25 or -0.5", "rate <float> or <float>")]
    [InlineData("order 17 of -3 failed", "order <int> of <int> failed")]
    [InlineData("utf8 and s3 stay", "utf8 and s3 stay")]
    [InlineData("sku='A-1' name=\"x\" 'quoted'", "sku=<quoted_str> name=<quoted_str> 'quoted'")]
    [InlineData("active=True deleted=false is true", "active=<bool> deleted=<bool> is true")]
    [InlineData("", "")]
    [InlineData("  \n\n first \n\n second \n third", "first\nsecond...")]
    [InlineData("one\ntwo\n\n", "one\ntwo")]
    public void What_varies_becomes_a_placeholder(string message, string expected) => Assert.Equal(expected, MessageParameters.Replace(message));

    [Theory]
    [InlineData("a.")]
    [InlineData("a@")]
    [InlineData("1:")]
    [InlineData("f")]
    [InlineData("0")]
    [InlineData("1.")]
    [InlineData("='")]
    [InlineData("Mon ")]
    [InlineData("2026-11-23T")]
    [InlineData("datetime.datetime(")]
    [InlineData("http://")]
    [InlineData("::")]
    public void Hostile_messages_take_bounded_time(string seed)
    {
        var message = string.Concat(Enumerable.Repeat(seed, 8192 / seed.Length));
        var watch = Stopwatch.StartNew();
        MessageParameters.Replace(message);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
    }
}
