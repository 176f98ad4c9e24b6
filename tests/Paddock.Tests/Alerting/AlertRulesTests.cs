using System.Text.Json;
using Paddock.Alerting;
using Paddock.Alerting.Channels.Mail;
using Paddock.Alerting.Channels.Webhook;

namespace Paddock.Tests.Alerting;

public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, null, 10)] // one thing: ten quiet seconds
    [InlineData(0, 8, null, 18)] // something more: from then on
    [InlineData(0, 85, null, 90)] // a storm does not put it off for ever
    [InlineData(0, 0, -295, 10)] // the pause is over by then
    [InlineData(0, 0, -60, 240)] // five minutes after the last message
    public void A_message_is_due_when_it_is_quiet_and_the_last_one_is_a_while_ago(int oldest, int newest, int? last, int due) =>
        Assert.Equal(Noon.AddSeconds(due), Pace.Due(Noon.AddSeconds(oldest), Noon.AddSeconds(newest), last is { } at ? Noon.AddSeconds(at) : null));

    [Fact]
    public void It_is_tried_for_some_two_hours()
    {
        var waits = Enumerable.Range(1, 9).Select(Pace.Retry).ToList();
        Assert.Equal(TimeSpan.FromSeconds(30), waits[0]);
        Assert.Null(waits[^1]);
        Assert.InRange(waits.Sum(static wait => wait?.TotalHours ?? 0), 2, 2.5);
    }

    [Theory]
    [InlineData("""{"name":"a","occasions":["issue.new"],"channel":"webhook","url":"ftp://example.org"}""")]
    [InlineData("""{"name":"a","occasions":["issue.new"],"channel":"webhook","url":"https://user:pass@example.org"}""")]
    [InlineData("""{"name":"a","occasions":["anything"],"channel":"mail"}""")]
    [InlineData("""{"name":"a","occasions":[],"channel":"mail"}""")]
    [InlineData("""{"name":"","occasions":["issue.new"],"channel":"mail"}""")]
    [InlineData("""{"name":"a","occasions":["issue.new"],"channel":"pigeon"}""")]
    [InlineData("""{"name":"a","occasions":["issue.new"],"channel":"mail","level":"awful"}""")]
    [InlineData("""{"name":"a","occasions":["issue.new"],"channel":"pagerduty"}""")]
    [InlineData("""{}""")]
    public void What_cannot_be_an_alert_is_refused(string json) =>
        Assert.NotNull(JsonSerializer.Deserialize<JsonElement>(json).Deserialize<AlertRequest>(JsonSerializerOptions.Web)!.Problem());

    [Theory]
    [InlineData("smtp://mail.example.org", null, "mail.example.org", 587, false, "", "paddock@mail.example.org")]
    [InlineData("smtps://ann:a%40b@mail.example.org", "Paddock <p@example.org>", "mail.example.org", 465, true, "ann", "p@example.org")]
    [InlineData("smtp://127.0.0.1:2525", "p@example.org", "127.0.0.1", 2525, false, "", "p@example.org")]
    public void A_mail_server_is_an_address(string url, string? from, string host, int port, bool tls, string user, string sender)
    {
        var read = SmtpSettings.Read(url, from)!;
        Assert.Equal((host, port, tls, user, sender), (read.Host, read.Port, read.IsImplicitTls, read.User, read.From.Address));
    }

    [Theory]
    [InlineData("mail.example.org", null)]
    [InlineData("http://mail.example.org", null)]
    [InlineData("smtp://mail.example.org", "nobody")]
    public void What_is_no_mail_server_is_none(string url, string? from) => Assert.Null(SmtpSettings.Read(url, from));

    [Fact]
    public void A_subject_says_what_happened_or_how_much()
    {
        AlertItem Item(string kind, string title) => new(kind, 1, "2026-11-23T12:00:00.000Z", title, "", "error");
        AlertContent Content(params AlertItem[] items) => new("Shop", "shop", "a", items.GroupBy(static item => item.Kind).ToDictionary(static group => group.Key, static group => group.Count()), items, []);
        Assert.Equal("[Shop] New: KeyError", Content(Item("issue.new", "KeyError")).Subject());
        Assert.Equal("[Shop] 2 monitors down, New: KeyError", Content(Item("monitor.down", "a"), Item("monitor.down", "b"), Item("issue.new", "KeyError")).Subject());
    }

    // printf '1.{}' | openssl dgst -sha256 -hmac secret
    [Fact]
    public void A_signature_is_what_others_compute() =>
        Assert.Equal("t=1,v1=1122767b193110cfec322b6f199b599edbf608ed087f2d27afb0b97d99523908", WebhookChannel.Signature("secret", 1, "{}"u8));
}
