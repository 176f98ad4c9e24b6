using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

/// <summary>What real clients sent, and what becomes of it.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> AllCases => [.. Corpus.Cases];

    public static TheoryData<string> EnvelopeCases => [.. Corpus.EnvelopeCases];

    public static TheoryData<string> EventCases => [.. Corpus.EventCases];

    [Theory]
    [MemberData(nameof(EventCases))]
    public async Task No_secret_of_the_corpus_is_left(string name)
    {
        using var parsed = Events.Parse(await Corpus.EventAsync(name), Events.Context);
        var everything = Events.Everything(parsed);
        foreach (var secret in new[] { "corpus-", "Y29ycHVz", "203.0.113.9", "4242 4242", "42424242", "4242-4242" })
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EventCases))]
    public async Task Nothing_of_the_corpus_is_invalid_or_lost(string name)
    {
        using var parsed = Events.Parse(await Corpus.EventAsync(name), Events.Context);
        Assert.Empty(Events.Invalid(parsed));
        Assert.NotEqual("<unlabeled event>", parsed.Title);
        Assert.NotEqual(Events.Context.FallbackEventId, parsed.EventId);
        Assert.NotNull(parsed.Platform);
        if (name != "sentry-python-1.9.10/recursion-400-frames")
            Assert.Empty(Events.Trimmed(parsed));
    }

    [Theory]
    [MemberData(nameof(EnvelopeCases))]
    public async Task Every_envelope_reads_whole(string name)
    {
        var items = await Corpus.ItemsAsync(name);
        Assert.InRange(items.Count, 1, 3);
        Assert.All(items, item => Assert.Equal(EnvelopeProblem.None, item.Problem));
        Assert.All(items, item => Assert.NotEqual(ItemKind.Unknown, item.Kind));
    }

    [Theory]
    [MemberData(nameof(AllCases))]
    public async Task Every_request_holds_its_key(string name)
    {
        var request = Corpus.RequestLine(name);
        if (request.Length == 0)
            return;
        Assert.NotEmpty(await Corpus.BodyAsync(name));
        var url = request.Split(' ')[1];
        Assert.True(SentryAuth.TryRead(Corpus.Header(name, "X-Sentry-Auth"), null, url.Contains('?') ? url[url.IndexOf('?')..] : null, out var auth));
        Assert.Equal("0123456789abcdef0123456789abcdef", auth.Key);
        Assert.StartsWith(name[..name.IndexOf('-', StringComparison.Ordinal)], auth.Client, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sentry-python-1.9.10/unhandled-view-error", "ZeroDivisionError", "division by zero", "/checkout/", false, "error")]
    [InlineData("sentry-python-1.9.10/template-error", "TemplateSyntaxError", "Invalid filter: 'nosuchfilter'", "/template/", false, "error")]
    [InlineData("sentry-python-1.9.10/logging-error", "stock of A-1 is negative: -3", "stock of %s is negative: %d", "/logged/", null, "error")]
    [InlineData("sentry-python-1.9.10/handled-logging-exception", "ValueError", "invalid literal for int() with base 10: 'seventeen'", "/handled/", true, "error")]
    [InlineData("sentry-python-1.9.10/chained-with-form-data", "PaymentDeclined", "order 1017 was declined", "/orders/{number}/pay/", false, "error")]
    [InlineData("sentry-python-1.9.10/message", "nightly import finished late", null, "/captured/", null, "warning")]
    [InlineData("sentry-python-2.68.0/unhandled-view-error", "ZeroDivisionError", "division by zero", "/orders/{number}/pay/", false, "error")]
    [InlineData("sentry-python-2.68.0/event-with-attachment", "nightly import finished late", null, null, null, "warning")]
    [InlineData("sentry-node-11.12.0/chained-error", "StockError", "order 17 cannot be reserved", "shop in order", true, "error")]
    [InlineData("sentry-node-11.12.0/uncaught-error", "SyntaxError", "Expected property name or '}' in JSON at position 1", "shop in Timeout._onTimeout", false, "fatal")]
    [InlineData("sentry-browser-11.12.0/click-handler-error", "TypeError", "Cannot read properties of null (reading 'amount')", "http://127.0.0.1:18913/main.min.js in vd", false, "error")]
    [InlineData("sentry-browser-11.12.0/unhandled-rejection", "RangeError", "basket 4711 expired", "http://127.0.0.1:18913/main.min.js in ?", false, "error")]
    [InlineData("handmade/csharp-unobserved-task", "System.AggregateException", "A Task's exception(s) were not observed. (Sequence contains no elements)", null, false, "fatal")]
    [InlineData("handmade/java-spring", "NullPointerException", "Cannot invoke \"Order.total()\" because \"order\" is null", "GET /orders/{id}", false, "error")]
    [InlineData("handmade/raven-python-5", "ValueError", "no price", "shop.views in checkout", null, "error")]
    public async Task The_headline(string name, string title, string? value, string? culprit, bool? handled, string level)
    {
        using var parsed = Events.Parse(await Corpus.EventAsync(name), Events.Context);
        Assert.Equal((title, value, culprit, handled, level), (parsed.Title, parsed.Value, parsed.Culprit, parsed.Handled, parsed.Level));
    }

    [Fact]
    public async Task Of_a_django_error_only_the_sites_own_frames_are_the_applications()
    {
        using var parsed = Events.Parse(await Corpus.EventAsync("sentry-python-1.9.10/unhandled-view-error"), Events.Context);
        var frames = Events.Json(parsed.Stack).GetProperty("exceptions")[0].GetProperty("frames").EnumerateArray().ToList();
        Assert.All(frames, frame => Assert.Equal(
            frame.GetProperty("module").GetString()!.StartsWith("shop.", StringComparison.Ordinal),
            frame.GetProperty("in_app").GetBoolean()));
        Assert.Equal("rate = total / customers", frames[^1].GetProperty("context_line").GetString()!.Trim());
        Assert.Equal("1649", frames[^1].GetProperty("vars").GetProperty("total").GetString());
        Assert.Equal("[Filtered]", frames[^2].GetProperty("vars").GetProperty("password").GetString());
        Assert.Equal(2, parsed.Hashes.Count);
    }

    [Fact]
    public async Task What_is_no_secret_stays_readable()
    {
        var everything = new StringBuilder();
        foreach (var name in Corpus.EventCases)
        {
            using var parsed = Events.Parse(await Corpus.EventAsync(name), Events.Context);
            everything.AppendLine(Events.Everything(parsed));
        }
        foreach (var text in new[]
        {
            "FROM \\\"auth_user\\\" WHERE", "django.contrib.auth", "Größe ✓ 日本語", "ann@example.org", "<WSGIRequest: POST '/orders/1017/pay/'>", "Chrome/120.0.0.0", "Version=5.0.0.0",
            "\"pyjwt\":\"2.6.0\"", "127.0.0.1:18912", "quantity", "insufficient funds", "Microsoft.AspNetCore.Authentication",
        })
        {
            Assert.Contains(text, everything.ToString(), StringComparison.Ordinal);
        }
    }
}
