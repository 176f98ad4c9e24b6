using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class SpanTests
{
    private const string Ids = "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_id\":\"00f067aa0ba902b7\",\"start_timestamp\":1795410979.5";

    [Theory]
    [InlineData("route", "/orders/{id}/", "/orders/{id}/")]
    [InlineData("route", "GET /orders/:id", "/orders/:id")]
    [InlineData("route", "orders.show", "orders.show")]
    [InlineData("url", "/orders/17/", "")]
    [InlineData("component", "shop.views.order", "")]
    [InlineData("view", "OrdersController#show", "")]
    [InlineData("task", "mail.send", "")]
    [InlineData("custom", "GET /orders/{id}", "")]
    public void A_transactions_name_is_a_route_only_when_its_source_says_so(string source, string name, string route)
    {
        var (root, spans) = Transaction($$$"""{"transaction":"{{{name}}}","transaction_info":{"source":"{{{source}}}"},"start_timestamp":1,"contexts":{"trace":{{{{Ids}}}}},"spans":[{{{{Ids}}}}]}""");
        Assert.Equal((name, route), (Text(root.Transaction), Text(root.Route)));
        Assert.Equal([$"{name} {route}"], spans.Select(span => $"{Text(span.Transaction)} {Text(span.Route)}"));
    }

    [Fact]
    public void A_route_that_the_client_gives_as_one_wins()
    {
        var span = Span($$$"""{{{{Ids}}},"name":"GET","is_segment":true,"attributes":{"http.route":{"type":"string","value":"/orders/:id"},"sentry.segment.name.source":{"type":"string","value":"url"} } }""");
        Assert.Equal("/orders/:id", Text(span.Route));
    }

    [Theory]
    [InlineData("http.server", "server")]
    [InlineData("http.client", "client")]
    [InlineData("http", "client")]
    [InlineData("db", "client")]
    [InlineData("db.sql.query", "client")]
    [InlineData("dbx", "internal")]
    [InlineData("cache.get", "client")]
    [InlineData("queue.publish", "producer")]
    [InlineData("queue.task.celery", "consumer")]
    [InlineData("ui.action", "internal")]
    [InlineData("", "internal")]
    public void The_kind_follows_from_the_op(string op, string kind) => Assert.Equal(kind, Text(Span($$"""{{{Ids}},"op":"{{op}}"}""").Kind));

    [Theory]
    [InlineData("SERVER", "server")]
    [InlineData("producer", "producer")]
    [InlineData("unspecified", "internal")]
    public void The_kind_that_the_client_gives_wins_when_it_is_one(string said, string kind) =>
        Assert.Equal(kind, Text(Span($$$"""{{{{Ids}}},"attributes":{"span.kind":{"value":"{{{said}}}"} } }""").Kind));

    [Theory]
    [InlineData("\"op\":\"db\",\"description\":\"SELECT 1\"", "SELECT ?", "")]
    [InlineData("\"op\":\"db.query\",\"description\":\"shop\",\"data\":{\"db.statement\":\"SELECT 2\",\"db.system\":\"mysql\"}", "SELECT ?", "mysql")]
    [InlineData("\"name\":\"shop\",\"attributes\":{\"db.query.text\":{\"value\":\"SELECT 3\"},\"db.system.name\":{\"value\":\"sqlite\"}}", "SELECT ?", "sqlite")]
    [InlineData("\"op\":\"db.redis\",\"description\":\"GET 'session:17'\"", "GET", "")]
    [InlineData("\"op\":\"mail\",\"description\":\"SELECT 4\"", "", "")]
    [InlineData("\"op\":\"db\",\"description\":\"SELECT 1 WHERE password = 'hunter2hunter2'\"", "SELECT ? WHERE password = ?", "")]
    public void Statements_are_found_under_old_names_and_new(string members, string statement, string system)
    {
        var span = Span($"{{{Ids},{members}}}");
        Assert.Equal((statement, system), (Text(span.DbStatement), Text(span.DbSystem)));
    }

    [Fact]
    public void A_statement_keeps_no_values_wherever_it_stands()
    {
        var debug = Span($$"""{{{Ids}},"op":"db","description":"SELECT a FROM b WHERE c IN (1, 2) AND d = 'ann'"}""");
        var prepared = Span($$$"""{{{{Ids}}},"op":"db","is_segment":true,"name":"select a from b where c in (%s) and d = %s","data":{"db.statement":"select a from b where c in (%s) and d = %s"}}""");
        Assert.Equal(("SELECT a FROM b WHERE c IN (?) AND d = ?", debug.DbFingerprint), (Text(debug.Name), prepared.DbFingerprint));
        Assert.Equal(Text(prepared.DbStatement), Text(prepared.Transaction));
        Assert.NotEqual(0UL, debug.DbFingerprint);
        Assert.Equal("db", Text(Span($$"""{{{Ids}},"op":"db","description":"-- nothing"}""").Name));
    }

    [Theory]
    [InlineData("\"data\":{\"http.status_code\":404,\"http.method\":\"POST\",\"http.url\":\"https://a.example/b?token=hunter2hunter2#c\"}", 404, "POST", "/b")]
    [InlineData("\"attributes\":{\"http.response.status_code\":{\"value\":\"200\"},\"url.full\":{\"value\":\"http://a.example\"}}", 200, "", "")]
    [InlineData("\"data\":{\"http.target\":\"/x?y=1\",\"status_code\":99}", 0, "", "/x")]
    [InlineData("\"data\":{\"http.status_code\":\"teapot\",\"url\":\"/relative?a\"}", 0, "", "/relative")]
    public void Requests_are_found_under_old_names_and_new(string members, int status, string method, string path)
    {
        var span = Span($"{{{Ids},{members}}}");
        Assert.Equal((status, method, path), (span.HttpStatus, Text(span.HttpMethod), Text(span.UrlPath)));
        Assert.DoesNotContain("hunter2", ItemRecords.Everything(span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST https://paddock.example/api/7/envelope/", true)]
    [InlineData("POST http://10.0.0.1:9000/api/7/store/?sentry_key=x", true)]
    [InlineData("https://x:y@paddock.example/api/7/envelope", true)]
    [InlineData("POST https://paddock.example/api/77/envelope/", false)]
    [InlineData("POST https://paddock.example/api/7/orders/", false)]
    [InlineData("POST https://PADDOCK.example/in/otlp/v1/traces", true)]
    [InlineData("POST https://paddock.example/v1/traces", true)]
    [InlineData("POST https://other.example/v1/traces", false)]
    [InlineData("GET https://paddock.example/", false)]
    [InlineData("/api/7/envelope/", false)]
    [InlineData("", false)]
    public void What_is_aimed_at_ourselves_is_known(string name, bool isOwn)
    {
        var context = Events.Context with { Own = new OwnAddress(7, "paddock.example") };
        var span = new SentrySpan();
        Assert.True(SpanParser.TryParse(Encoding.UTF8.GetBytes($$"""{{{Ids}},"op":"http.client","description":"{{name}}"}"""), context, span));
        Assert.Equal(isOwn, span.IsOwnUpload);
    }

    [Theory]
    [InlineData("\"data\":{\"sentry.sample_rate\":0.1}", 0.1)]
    [InlineData("\"data\":{\"sentry.sample_rate\":0}", 0.5)]
    [InlineData("\"data\":{\"sentry.sample_rate\":7}", 0.5)]
    [InlineData("\"data\":{\"sentry.sample_rate\":1e-9}", 0.5)]
    [InlineData("\"data\":{}", 0.5)]
    public void The_spans_own_sample_rate_wins_over_the_traces(string members, double rate)
    {
        var span = new SentrySpan();
        Assert.True(SpanParser.TryParse(Encoding.UTF8.GetBytes($"{{{Ids},{members}}}"), Events.Context with { SampleRate = 0.5 }, span));
        Assert.Equal(rate, span.SampleRate);
    }

    [Theory]
    [InlineData("\"0.25\"", 0.25)]
    [InlineData("0.25", 0.25)]
    [InlineData("\"1.0\"", 1.0)]
    [InlineData("\"2\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("{}", null)]
    public void The_traces_sample_rate_is_in_the_envelopes_header(string json, double? rate)
    {
        Assert.True(EnvelopeReader.TryOpen(Encoding.UTF8.GetBytes($$$"""{"trace":{"x":[1],"sample_rate":{{{json}}},"release":"a"},"event_id":"0af7651916cd43dd8448eb211c80319c"}"""), out var reader));
        Assert.Equal(rate, reader.Header.SampleRate);
        Assert.NotNull(reader.Header.EventId);
    }

    [Theory]
    [InlineData("1795410979.0462804", "1795410980.25", 1_203_719_600)]
    [InlineData("\"2026-11-23T05:16:19.5Z\"", "\"2026-11-23T05:16:19.6Z\"", 100_000_000)]
    [InlineData("1795410979", "1795410978", 0)]
    [InlineData("1795410979", "null", 0)]
    [InlineData("0", "1e300", long.MaxValue)]
    public void Durations_are_exact_and_never_negative(string start, string end, long nanoseconds)
    {
        var span = Span($$"""{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"00f067aa0ba902b7","start_timestamp":{{start}},"timestamp":{{end}}}""");
        Assert.Equal(nanoseconds, span.DurationNanoseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_id\":\"00f067aa0ba902b7\"}")]
    [InlineData("{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_id\":\"0000000000000000\",\"start_timestamp\":1}")]
    [InlineData("{\"trace_id\":\"xyz\",\"span_id\":\"00f067aa0ba902b7\",\"start_timestamp\":1}")]
    [InlineData("{\"trace_id\":[],\"span_id\":{},\"start_timestamp\":\"soon\"}")]
    public void A_span_without_ids_and_start_is_none(string json) => Assert.False(SpanParser.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, new SentrySpan()));

    [Fact]
    public void A_bad_span_leaves_its_neighbours_and_the_root()
    {
        var (_, spans) = Transaction($$$"""{"transaction":"t","spans":[5,null,{},{{{{Ids}}},"op":"a"},"x",[{}],{{{{Ids}}},"op":"b","data":{"v":NaN}}],"start_timestamp":1,"contexts":{"trace":{{{{Ids}}}} } }""", bad: 5);
        Assert.Equal(["a", "b"], spans.Select(span => Text(span.Op)));
    }

    [Fact]
    public void A_secret_of_the_root_is_removed_from_its_spans()
    {
        var (root, spans) = Transaction($$$"""
            {"transaction":"t","start_timestamp":1,"contexts":{"trace":{{{{Ids}}},"data":{"api_key":"k3y-0f-th3-r00t"} } },
            "spans":[{{{{Ids}}},"op":"db","description":"SELECT 'k3y-0f-th3-r00t'","data":{"note":"k3y-0f-th3-r00t"}}]}
            """);
        Assert.DoesNotContain("k3y-0f", ItemRecords.Everything(root), StringComparison.Ordinal);
        Assert.DoesNotContain("k3y-0f", ItemRecords.Everything(spans[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_says_for_itself_what_the_root_does_not()
    {
        var (_, spans) = Transaction($$$"""
            {"transaction":"t","start_timestamp":1,"release":"shop@1","user":{"id":5,"email":"ann@example.org","ip_address":"203.0.113.9"},"contexts":{"trace":{{{{Ids}}}}},
            "spans":[{{{{Ids}}},"data":{"session.id":"s1","release":"shop@2"}}]}
            """);
        var origin = spans[0].Origin;
        Assert.Equal(("s1", "shop@2", "5", "ann@example.org"), (Text(origin.SessionId), Text(origin.Release), Text(origin.UserId), Text(origin.UserEmail)));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void A_wrong_clock_is_put_right_for_root_and_spans(int days)
    {
        var clients = Events.Received.AddDays(days);
        var start = Timestamps.FromDateTimeOffset(clients) / 1_000_000_000;
        var (root, spans) = Transaction($$$"""
            {"transaction":"t","start_timestamp":{{{start}}},"contexts":{"trace":{{{{Ids.Replace("\"start_timestamp\"", "\"x\"")}}}}},"spans":[{{{{Ids.Replace("\"start_timestamp\"", "\"x\"")}}},"start_timestamp":{{{start}}}}]}
            """, Events.Context with { SentAt = clients });
        foreach (var span in (SentrySpan[])[root, spans[0]])
        {
            Assert.True(span.Skewed);
            Assert.Equal(Timestamps.FromDateTimeOffset(Events.Received), span.StartUnixNanoseconds);
            Assert.Equal(start * 1_000_000_000, span.OriginalStartUnixNanoseconds);
        }
    }

    private static (SentrySpan Root, List<SentrySpan> Spans) Transaction(string json, EventContext? context = null, int bad = 0)
    {
        var root = new SentrySpan();
        Assert.True(TransactionReader.TryOpen(Encoding.UTF8.GetBytes(json), context ?? Events.Context, root, out var reader));
        var spans = new List<SentrySpan>();
        var span = new SentrySpan();
        while (reader.TryRead(span, out var isGood))
        {
            if (isGood)
                spans.Add(span);
            else
                bad--;
            span = new SentrySpan();
        }
        Assert.Equal(0, bad);
        return (root, spans);
    }

    private static SentrySpan Span(string json)
    {
        var span = new SentrySpan();
        Assert.True(SpanParser.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, span));
        return span;
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Events.Text(utf8);
}
