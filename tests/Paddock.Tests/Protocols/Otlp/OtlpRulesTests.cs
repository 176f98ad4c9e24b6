using System.Text;
using Paddock.Protocols.Otlp;
using Paddock.Testing;

namespace Paddock.Tests.Protocols.Otlp;

/// <summary>The rules by which records are read, each in both encodings.</summary>
public sealed class OtlpRulesTests
{
    private static string Log(params OtlpMessage[] attributes) => Otlp.Read("logs", OtlpRequests.Logs(Otlp.Log(attributes))).Records;

    private static string Span(OtlpMessage span) => Otlp.Read("traces", OtlpRequests.Spans(span)).Records;

    public static TheoryData<string, string> Values => new()
    {
        { "text", "a ünïcödé" }, { "empty", "" }, { "bool", "true" }, { "int", "-9223372036854775808" }, { "double", "0.1" }, { "whole", "3" }, { "nan", "NaN" }, { "infinite", "-Infinity" },
        { "bytes", "AP8=" }, { "list", """[1,"a",null,2.5,true,"AQ==","Infinity",[]]""" }, { "map", """{"a":{"b":[{}]}}""" }, { "card", "[Filtered]" }, { "control", "a\nb\t\uFFFDc" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_becomes_text(string value, string text)
    {
        var message = value switch
        {
            "text" => OtlpRequests.Text("a ünïcödé"),
            "empty" => OtlpRequests.Text(""),
            "bool" => Otlp.Bool(true),
            "int" => Otlp.Int(long.MinValue),
            "double" => Otlp.Double(0.1),
            "whole" => Otlp.Double(3),
            "nan" => Otlp.Double(double.NaN),
            "infinite" => Otlp.Double(double.NegativeInfinity),
            "bytes" => Otlp.Bytes(0, 255),
            "list" => Otlp.List(Otlp.Int(1), OtlpRequests.Text("a"), new OtlpMessage(), Otlp.Double(2.5), Otlp.Bool(true), Otlp.Bytes(1), Otlp.Double(double.PositiveInfinity), Otlp.List()),
            "map" => Otlp.Map(OtlpRequests.Attribute("a", Otlp.Map(OtlpRequests.Attribute("b", Otlp.List(Otlp.Map()))))),
            "card" => Otlp.Int(4242424242424242),
            _ => OtlpRequests.Text("a\nb\t\0c"),
        };
        var record = Log(OtlpRequests.Attribute("it", message), OtlpRequests.Attribute("end", "."));
        Assert.Contains(text.Length == 0 ? "\nend: ." : $"\nit: {text}\nend", record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("service.name", "Service")]
    [InlineData("service.version", "Release")]
    [InlineData("deployment.environment", "Environment")]
    [InlineData("deployment.environment.name", "Environment")]
    [InlineData("host.name", "Host")]
    [InlineData("http.route", "Route")]
    [InlineData("url.path", "UrlPath")]
    [InlineData("http.target", "UrlPath")]
    [InlineData("session.id", "SessionId")]
    [InlineData("user.id", "DistinctId")]
    [InlineData("enduser.id", "DistinctId")]
    [InlineData("http.method", "HttpMethod")]
    [InlineData("http.request.method", "HttpMethod")]
    [InlineData("http.status_code", "HttpStatus")]
    [InlineData("http.response.status_code", "HttpStatus")]
    [InlineData("db.system", "DbSystem")]
    [InlineData("db.system.name", "DbSystem")]
    [InlineData("db.statement", "DbStatement")]
    [InlineData("db.query.text", "DbStatement")]
    public void What_has_a_column_is_no_attribute(string name, string column)
    {
        var record = Log(OtlpRequests.Attribute(name, "/x"));
        Assert.Contains($"\n{column}: /x\n", record, StringComparison.Ordinal);
        Assert.DoesNotContain($"\n{name}: ", record, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newer_name_has_the_column_and_the_older_stays_if_it_says_something_else()
    {
        Assert.Contains("\nDistinctId: new\nenduser.id: old\n", Log(OtlpRequests.Attribute("enduser.id", "old"), OtlpRequests.Attribute("user.id", "new")), StringComparison.Ordinal);
        Assert.Contains("\nDistinctId: new\nenduser.id: old\n", Log(OtlpRequests.Attribute("user.id", "new"), OtlpRequests.Attribute("enduser.id", "old")), StringComparison.Ordinal);
        Assert.EndsWith("\nDistinctId: same\n", Log(OtlpRequests.Attribute("enduser.id", "same"), OtlpRequests.Attribute("user.id", "same")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_says_more_than_its_scope_and_that_more_than_the_resource()
    {
        var request = OtlpRequests.Request("Logs", "logRecords", [Otlp.Log(OtlpRequests.Attribute("a", "1"), OtlpRequests.Attribute("host.name", "own"))],
            resource: [OtlpRequests.Attribute("a", "3"), OtlpRequests.Attribute("c", "3"), OtlpRequests.Attribute("host.name", "resource"), OtlpRequests.Attribute("service.name", "shop")],
            scope: [OtlpRequests.Attribute("b", "2"), OtlpRequests.Attribute("service.name", "scope")]);
        Assert.EndsWith("Service: scope\nHost: own\na: 1\nb: 2\na: 3\nc: 3\n", Otlp.Read("logs", request).Records, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a?token=1", "/a")]
    [InlineData("/a#b", "/a")]
    [InlineData("/", "/")]
    public void A_path_loses_its_query(string sent, string path) => Assert.Contains($"\nUrlPath: {path}\n", Log(OtlpRequests.Attribute("http.target", sent)), StringComparison.Ordinal);

    [Theory]
    [InlineData("http.url", 2, "path: /a/b")]
    [InlineData("url.full", 3, null)]
    public void Only_a_server_takes_its_path_from_the_whole_address(string name, int kind, string? path)
    {
        var span = Otlp.Span(OtlpRequests.Attribute(name, "https://shop.example/a/b?q=1")).Int(6, "kind", kind);
        var record = Span(span);
        if (path is null) Assert.DoesNotContain("path:", record, StringComparison.Ordinal);
        else Assert.Contains(path, record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password", "hunter2", "[Filtered]")]
    [InlineData("http.request.header.authorization", "Basic YTpi", "[Filtered]")]
    [InlineData("note", "call with api_key=abc123def now", "call with api_key=[Filtered] now")]
    [InlineData("client.address", "203.0.113.9", "[Filtered]")]
    [InlineData("llm.max_tokens", "text", "[Filtered]")]
    [InlineData("http.user_agent", "Chrome/120.0.0.0", "Chrome/120.0.0.0")]
    [InlineData("code.function", "authenticate", "authenticate")]
    public void Secrets_go(string name, string value, string kept) => Assert.Contains($"\n{name}: {kept}\n", Log(OtlpRequests.Attribute(name, value)), StringComparison.Ordinal);

    [Fact]
    public void What_is_removed_under_its_name_is_removed_from_the_message_too()
    {
        var record = Otlp.Log(OtlpRequests.Attribute("password", "s3cr3t-Planted-77"), OtlpRequests.Attribute("n", "x s3cr3t-Planted-77")).Message(5, "body", OtlpRequests.Text("login with s3cr3t-Planted-77 failed"));
        var (_, records) = Otlp.Read("logs", OtlpRequests.Logs(record));
        Assert.Contains("body: login with [Filtered] failed", records, StringComparison.Ordinal);
        Assert.DoesNotContain("Planted", records, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5UL, 7UL, 5)]
    [InlineData(0UL, 7UL, 7)]
    [InlineData(0UL, 0UL, 5)]
    public void A_time_is_when_it_happened_else_when_it_was_seen_else_when_it_came(ulong time, ulong observed, long expected)
    {
        var record = new OtlpMessage().Fixed(1, "timeUnixNano", time == 0 ? 0 : Otlp.Time + time).Fixed(11, "observedTimeUnixNano", observed == 0 ? 0 : Otlp.Time + observed);
        Assert.StartsWith($"log {Otlp.Time + (ulong)expected} 0\n", Otlp.Read("logs", OtlpRequests.Logs(record)).Records, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_out_of_range_or_broken_leaves_its_neighbours()
    {
        OtlpMessage At(ulong time) => new OtlpMessage().Fixed(1, "timeUnixNano", time);
        var (result, _) = Otlp.Read("logs", OtlpRequests.Logs(Otlp.Log(), At(1), At(ulong.MaxValue), At(Otlp.Time + 2_000_000_000), Otlp.Log()));
        Assert.Equal(new OtlpResult(OtlpStatus.Ok, Accepted: 2, Malformed: 0, TooOld: 1, InFuture: 2, OverLimit: 0, WithoutValue: 0), result);
        var (spans, _) = Otlp.Read("traces", OtlpRequests.Spans(Otlp.Span(), Otlp.Span().Id(1, "traceId", new byte[16]), Otlp.Span().Id(2, "spanId", [1, 2]), Otlp.Span()));
        Assert.Equal((2, 2), (spans.Accepted, spans.Malformed));
    }

    [Fact]
    public void Too_much_is_cut_left_out_and_counted()
    {
        var many = Enumerable.Range(0, 200).Select(number => OtlpRequests.Attribute($"a{number}", "1")).ToArray();
        Assert.EndsWith("\na127: 1\ndropped 72\n", Log(many), StringComparison.Ordinal);
        var longValue = string.Concat(Enumerable.Repeat("€", 10_000));
        var line = Log(OtlpRequests.Attribute("long", longValue)).Split('\n').Single(text => text.StartsWith("long: ", StringComparison.Ordinal))["long: ".Length..];
        Assert.Equal(longValue[..(OtlpLimits.ValueBytes / 3)], line);
        Assert.Contains($"\n{new string('k', 200)}: 1\n", Log(OtlpRequests.Attribute(new string('k', 300), "1")), StringComparison.Ordinal);
        var deep = Enumerable.Range(0, 200).Aggregate(Otlp.Int(1), (inner, _) => Otlp.List(inner));
        Assert.Contains($"\ndeep: {new string('[', 16)}\"…\"{new string(']', 16)}\n", Log(OtlpRequests.Attribute("deep", deep)), StringComparison.Ordinal);
        var (result, _) = Otlp.Read("logs", OtlpRequests.Logs([.. Enumerable.Repeat(new OtlpMessage(), OtlpLimits.Records + 3)]));
        Assert.Equal((OtlpLimits.Records, 3, 3), (result.Accepted, result.OverLimit, result.Rejected));
    }

    [Theory]
    [InlineData("ot=th:0", 1)]
    [InlineData("ot=th:c", 0.25)]
    [InlineData("ot=th:c0000000000000", 0.25)]
    [InlineData("x=1, ot=rv:1;th:8", 0.5)]
    [InlineData("ot=p:3;r:10", 0.125)]
    [InlineData("ot=p:63", 1)]
    [InlineData("ot=p:20", 1)]
    [InlineData("ot=th:ffffffffffffff", 1)]
    [InlineData("ot=th:xyz", 1)]
    [InlineData("vendor=th:c", 1)]
    [InlineData("", 1)]
    public void A_trace_state_tells_the_sample_rate(string state, double rate) =>
        Assert.Contains(FormattableString.Invariant($" rate={rate} "), Span(Otlp.Span().Text(3, "traceState", state)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 2, 0U, true)]
    [InlineData(9, 2, 0U, true)]
    [InlineData(9, 1, 0U, false)]
    [InlineData(9, 2, 0x101U, false)]
    [InlineData(9, 1, 0x301U, true)]
    public void A_root_is_what_its_own_service_does_not_call(byte parent, int kind, uint flags, bool isRoot)
    {
        var span = Otlp.Span().Id(4, "parentSpanId", parent == 0 ? [] : [0, 0, 0, 0, 0, 0, 0, parent]).Int(6, "kind", kind).Fixed32(16, "flags", flags);
        Assert.Contains($" root={isRoot} ", Span(span), StringComparison.Ordinal);
    }

    [Fact]
    public void Events_and_links_are_kept_as_json()
    {
        var span = Otlp.Span()
            .Messages(11, "events",
            [
                new OtlpMessage().Fixed(1, "timeUnixNano", 7).Text(2, "name", "exception").Messages(3, "attributes", [OtlpRequests.Attribute("exception.type", "E"), OtlpRequests.Attribute("token", "abcdef123456")]),
                new OtlpMessage(),
            ])
            .Messages(13, "links", [new OtlpMessage().Id(1, "traceId", OtlpRequests.TraceId).Id(2, "spanId", OtlpRequests.SpanId)]);
        var record = Span(span);
        Assert.Contains("""events: [{"time":"7","name":"exception","attributes":{"exception.type":"E","token":"[Filtered]"}},{"time":"0","name":"","attributes":{}}]""", record, StringComparison.Ordinal);
        Assert.Contains("""links: [{"trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"0102030405060708","attributes":{}}]""", record, StringComparison.Ordinal);
    }

    private static OtlpMessage Number(double value) => new OtlpMessage().Fixed(3, "timeUnixNano", Otlp.Time).Double(4, "asDouble", value);

    [Theory]
    [InlineData(5, "gauge", 0, false, "gauge")]
    [InlineData(7, "sum", 2, true, "counter")]
    [InlineData(7, "sum", 1, true, "counter_delta")]
    [InlineData(7, "sum", 2, false, "updown")]
    [InlineData(7, "sum", 1, false, "updown_delta")]
    public void A_number_has_its_kind(int number, string shape, int temporality, bool monotonic, string kind)
    {
        var point = Number(1.5).Messages(7, "attributes", [OtlpRequests.Attribute("http.route", "/a")]);
        var data = OtlpRequests.Points(point, new OtlpMessage().Fixed(3, "timeUnixNano", Otlp.Time).SFixed(6, "asInt", -4)).Int(2, "aggregationTemporality", temporality).Bool(3, "isMonotonic", monotonic);
        var (_, records) = Otlp.Read("metrics", OtlpRequests.Metrics(OtlpRequests.Metric("m", number, shape, data)));
        Assert.Equal($"m{{http.route=/a}} 1.5 {kind} s shop +0\nm{{}} -4 {kind} s shop +0\n", records);
    }

    [Fact]
    public void A_histogram_becomes_buckets_that_count_all_below()
    {
        var point = new OtlpMessage().Fixed(3, "timeUnixNano", Otlp.Time).Fixed(4, "count", 6).Double(5, "sum", 9.5).Fixeds(6, "bucketCounts", 1, 2, 3).Doubles(7, "explicitBounds", 0.5, 10)
            .Messages(9, "attributes", [OtlpRequests.Attribute("a", "1")]).Double(11, "min", 0.25).Double(12, "max", 20);
        var (_, records) = Otlp.Read("metrics", OtlpRequests.Metrics(OtlpRequests.Metric("h", 9, "histogram", OtlpRequests.Points(point).Int(2, "aggregationTemporality", 2))));
        Assert.Equal("""
            h_bucket{le=0.5,a=1} 1 histogram s shop +0
            h_bucket{le=10,a=1} 3 histogram s shop +0
            h_bucket{le=+Inf,a=1} 6 histogram s shop +0
            h_count{a=1} 6 histogram s shop +0
            h_sum{a=1} 9.5 histogram s shop +0
            h_min{a=1} 0.25 gauge s shop +0
            h_max{a=1} 20 gauge s shop +0

            """, records);
    }

    [Fact]
    public void An_exponential_histogram_has_its_bounds_computed()
    {
        var point = new OtlpMessage().Fixed(3, "timeUnixNano", Otlp.Time).Fixed(4, "count", 10).SInt(6, "scale", 0).Fixed(7, "zeroCount", 1)
            .Message(8, "positive", new OtlpMessage().SInt(1, "offset", 1).Varints(2, "bucketCounts", 2, 0, 3))
            .Message(9, "negative", new OtlpMessage().SInt(1, "offset", -1).Varints(2, "bucketCounts", 1, 3));
        var (_, records) = Otlp.Read("metrics", OtlpRequests.Metrics(OtlpRequests.Metric("e", 10, "exponentialHistogram", OtlpRequests.Points(point).Int(2, "aggregationTemporality", 1))));
        Assert.Equal("""
            e_bucket{le=-1} 3 histogram_delta s shop +0
            e_bucket{le=-0.5} 4 histogram_delta s shop +0
            e_bucket{le=0} 5 histogram_delta s shop +0
            e_bucket{le=4} 7 histogram_delta s shop +0
            e_bucket{le=8} 7 histogram_delta s shop +0
            e_bucket{le=16} 10 histogram_delta s shop +0
            e_bucket{le=+Inf} 10 histogram_delta s shop +0
            e_count{} 10 histogram_delta s shop +0

            """, records);
    }

    [Theory]
    [InlineData(-10, 30)]
    [InlineData(20, 30)]
    [InlineData(-10, int.MaxValue)]
    [InlineData(20, int.MinValue)]
    public void Bounds_beyond_all_numbers_fall_together(int scale, int offset)
    {
        var point = new OtlpMessage().Fixed(4, "count", 3).SInt(6, "scale", scale).Message(8, "positive", new OtlpMessage().SInt(1, "offset", offset).Varints(2, "bucketCounts", 1, 1, 1));
        var (result, records) = Otlp.Read("metrics", OtlpRequests.Metrics(OtlpRequests.Metric("e", 10, "exponentialHistogram", OtlpRequests.Points(point))));
        Assert.Equal(1, result.Accepted);
        var buckets = records.Split('\n').Where(line => line.StartsWith("e_bucket", StringComparison.Ordinal)).Select(line => line[..line.IndexOf('}', StringComparison.Ordinal)]).ToList();
        Assert.Equal(buckets.Distinct().Count(), buckets.Count);
        Assert.Contains("e_bucket{le=+Inf} 3 ", records, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_has_quantiles()
    {
        OtlpMessage Quantile(double quantile, double value) => new OtlpMessage().Double(1, "quantile", quantile).Double(2, "value", value);
        var point = new OtlpMessage().Fixed(3, "timeUnixNano", Otlp.Time).Fixed(4, "count", 6).Double(5, "sum", 9.5).Messages(6, "quantileValues", [Quantile(0.5, 1), Quantile(0.99, 7)]);
        var (_, records) = Otlp.Read("metrics", OtlpRequests.Metrics(OtlpRequests.Metric("q", 11, "summary", OtlpRequests.Points(point))));
        Assert.Equal("q{quantile=0.5} 1 gauge s shop +0\nq{quantile=0.99} 7 gauge s shop +0\nq_count{} 6 histogram s shop +0\nq_sum{} 9.5 histogram s shop +0\n", records);
    }

    public static TheoryData<string> BadPoints => ["few buckets", "descending", "no number", "scale", "no name", "too many buckets"];

    [Theory]
    [MemberData(nameof(BadPoints))]
    public void A_point_that_makes_no_sense_is_malformed(string what)
    {
        var point = new OtlpMessage().Fixed(4, "count", 6);
        var metric = what switch
        {
            "few buckets" => OtlpRequests.Metric("h", 9, "histogram", OtlpRequests.Points(point.Fixeds(6, "bucketCounts", 1).Doubles(7, "explicitBounds", 1, 2))),
            "descending" => OtlpRequests.Metric("h", 9, "histogram", OtlpRequests.Points(point.Fixeds(6, "bucketCounts", 1, 1, 1).Doubles(7, "explicitBounds", 2, 1))),
            "no number" => OtlpRequests.Metric("h", 9, "histogram", OtlpRequests.Points(point.Fixeds(6, "bucketCounts", 1, 1).Doubles(7, "explicitBounds", double.NaN))),
            "scale" => OtlpRequests.Metric("h", 10, "exponentialHistogram", OtlpRequests.Points(point.SInt(6, "scale", 21))),
            "no name" => OtlpRequests.Metric("", 5, "gauge", OtlpRequests.Points(Number(1))),
            _ => OtlpRequests.Metric("h", 9, "histogram", OtlpRequests.Points(point.Fixeds(6, "bucketCounts", new ulong[400]).Doubles(7, "explicitBounds", [.. Enumerable.Range(0, 399).Select(number => (double)number)]))),
        };
        var (result, _) = Otlp.Read("metrics", OtlpRequests.Metrics(metric, OtlpRequests.Metric("good", 5, "gauge", OtlpRequests.Points(Number(1)))));
        Assert.Equal((1, 1), (result.Accepted, result.Malformed));
    }

    [Fact]
    public void A_point_may_say_that_there_is_no_value()
    {
        var (result, _) = Otlp.Read("metrics", OtlpRequests.Metrics(OtlpRequests.Metric("m", 5, "gauge", OtlpRequests.Points(Number(1).Int(8, "flags", 1), new OtlpMessage(), Number(2)))));
        Assert.Equal((1, 2, 0), (result.Accepted, result.WithoutValue, result.Rejected));
    }

    // JSON's own freedoms.
    [Theory]
    [InlineData("""{"timeUnixNano":1795410000000000007}""", "log 1795410000000000007 0")]
    [InlineData("""{"timeUnixNano":"1795410000000000007","severityNumber":"9"}""", "log 1795410000000000007 9")]
    [InlineData("""{"timeUnixNano":null,"body":null,"attributes":null,"severityText":null,"traceId":null}""", "log 1795410000000000005 0")]
    [InlineData("""{"body":{"stringValue":"a\u0041\ud83d\ude00\ud800"},"unknown":[{"x":[1]}]}""", "body: aA😀\uFFFD")]
    [InlineData("""{"body":{"intValue":"12"}}""", "body: 12")]
    [InlineData("""{"body":{"intValue":1e3}}""", "body: 1000")]
    [InlineData("""{"body":{"doubleValue":"1.5"}}""", "body: 1.5")]
    [InlineData("""{"body":{"bytesValue":"-_8"}}""", "body: +/8=")]
    [InlineData("""{"traceId":"0102030405060708090A0B0C0D0E0F10","spanId":"00000000000000FF"}""", "ids 0102030405060708090a0b0c0d0e0f10 00000000000000ff")]
    [InlineData("""{"traceId":"xyz","spanId":"00"}""", "ids 00000000000000000000000000000000 0000000000000000")]
    public void Json_may_be_written_in_many_ways(string record, string line)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{record}}]}]}]}""");
        var (result, records) = Otlp.Read("logs", body, OtlpEncoding.Json);
        Assert.Equal(1, result.Accepted);
        Assert.Contains(line, records, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"timeUnixNano":{}}""")]
    [InlineData("""{"timeUnixNano":"x"}""")]
    [InlineData("""{"timeUnixNano":-1}""")]
    [InlineData("""{"severityNumber":"ERROR"}""")]
    [InlineData("""{"body":"text"}""")]
    [InlineData("""{"body":{"stringValue":1}}""")]
    [InlineData("""{"body":{"arrayValue":[]}}""")]
    [InlineData("""{"body":{"kvlistValue":{"values":[{"key":1}]}}}""")]
    [InlineData("""{"attributes":{}}""")]
    [InlineData("""{"attributes":["a"]}""")]
    [InlineData("""{"traceId":7}""")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[[{}]]")]
    public void A_record_of_wrong_types_is_malformed_alone(string record)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{},{{{record}}},{"body":{"stringValue":"after"}}]}]}]}""");
        var (result, records) = Otlp.Read("logs", body, OtlpEncoding.Json);
        Assert.Equal((OtlpStatus.Ok, 2, 1), (result.Status, result.Accepted, result.Malformed));
        Assert.Contains("body: after", records, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}{}")]
    [InlineData("""{"resourceLogs":{}}""")]
    [InlineData("""{"resourceLogs":[5]}""")]
    [InlineData("""{"resourceLogs":[{"resource":5}]}""")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":"x"}]}""")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"scope":{"name":5},"logRecords":[]}]}]}""")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}]}]""")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}}]}""")]
    public void A_body_of_another_shape_is_malformed(string body) =>
        Assert.Equal(OtlpStatus.Malformed, Otlp.Read("logs", Encoding.UTF8.GetBytes(body), OtlpEncoding.Json).Result.Status);
}
