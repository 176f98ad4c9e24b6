using System.Text;
using Paddock.Protocols.Elastic;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Loki;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Seq;
using Paddock.Testing;

namespace Paddock.Tests.Protocols.Logs;

/// <summary>What each protocol's words mean, in one table.</summary>
public sealed class LogReadersTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    // Names of loggers, and what of two with one meaning wins.
    [InlineData("""{"message":"a","level":"WARN","logger":"shop.cart","time":"2026-11-23T05:00:01Z","service":"web"}""", "+1000000000 WARN shop.cart | a |  | Service=web")]
    [InlineData("""{"msg":"a","time":1795410001000,"level":30,"hostname":"h1","pid":7}""", "+1000000000 9  | a |  | Host=h1 pid=7")]
    [InlineData("""{"event":"a","timestamp":"2026-11-23 05:00:00,5","level":"info"}""", "+500000000 info  | a |  | ")]
    [InlineData("""{"event":"login","message":"Ann came"}""", "+0   | Ann came |  | event=login")]
    [InlineData("""{"message":"Ann came","event":"login"}""", "+0   | Ann came |  | event=login")]
    [InlineData("""{"log":"a\n","stream":"stderr","time":"2026-11-23T05:00:00.000000001Z"}""", "+1   | a\n |  | stream=stderr")]
    [InlineData("""{"@timestamp":"2026-11-23T05:00:00Z","message":"a","log":{"level":"error","logger":"x"},"service":{"name":"web","version":"2"},"trace":{"id":"0af7651916cd43dd8448eb211c80319c"},"span.id":"00f067aa0ba902b7"}""",
        "+0 error x | a | 0af7651916cd43dd8448eb211c80319c f067aa0ba902b7 | Service=web Release=2")]
    [InlineData("""{"message":"a","trace_id":"0af76519-16cd-43dd-8448-eb211c80319c"}""", "+0   | a | 0af7651916cd43dd8448eb211c80319c 0 | ")]
    [InlineData("""{"message":"a","trace_id":"none","time":"yesterday","level":null,"user_id":42}""", "+0   | a |  | DistinctId=42 trace_id=none time=yesterday")]
    // Values: what is nested has dots, lists are JSON, secrets go.
    [InlineData("""{"message":"a","cart":{"items":3,"paid":true,"sum":1.5,"skus":["x",{"token":"s3cr3tvalue"}]}}""", "+0   | a |  | cart.items=3 cart.paid=true cart.sum=1.5 cart.skus=[\"x\",{\"token\":\"[Filtered]\"}]")]
    [InlineData("""{"message":"card 4242 4242 4242 4242","password":"hunter22","card":4242424242424242}""", "+0   | card [Filtered] |  | password=[Filtered] card=[Filtered]")]
    [InlineData("""{"message":"lone \ud800","a":{"b":{"c":{"d":{"e":{"f":{"g":1}}}}}}}""", "+0   | lone \uFFFD |  | a.b.c.d.e.f={\"g\":1}")]
    [InlineData("{}", "+0   |  |  | ")]
    public void A_line_is_what_its_fields_mean(string json, string expected) => Assert.Equal(expected, Lines(json).Text);

    [Fact]
    public void A_broken_line_leaves_its_neighbours()
    {
        var (result, text) = Lines("{\"message\":\"a\"}\n\nnot json\n[1]\n{\"message\":\"b\"}\r\n{\"message\":\"cut");
        Assert.Equal((2, 3), (result.Accepted, result.Malformed));
        Assert.Equal("+0   | a |  | \n+0   | b |  | ", text);
    }

    [Fact]
    public void A_list_is_as_good_as_lines_and_a_field_of_a_line_wins_over_the_source()
    {
        var (result, text) = Lines("""[{"message":"a"},7,{"message":"b","service":"own"}]""", ("service", "all"), ("environment", "production"));
        Assert.Equal((2, 1), (result.Accepted, result.Malformed));
        Assert.Equal("+0   | a |  | Service=all Environment=production\n+0   | b |  | Service=own Environment=production", text);
        Assert.Equal(OtlpStatus.Malformed, Lines("""[{"message":"a"},""").Result.Status);
    }

    [Fact]
    public void Times_out_of_range_and_lines_beyond_the_limit_are_counted()
    {
        Assert.Equal((1, 1), Lines("""{"time":1,"message":"old"}""" + "\n" + """{"time":"2099-01-01","message":"new","ts":4102444800}""").Result is var result ? (result.TooOld, result.InFuture) : default);
        var many = Lines(string.Concat(Enumerable.Repeat("{}\n", OtlpLimits.Records + 7))).Result;
        Assert.Equal((OtlpLimits.Records, 7), (many.Accepted, many.OverLimit));
    }

    [Theory]
    [InlineData("""{"streams":[{"stream":{"app":"shop","level":"warn","env":"prod"},"values":[["1795410000000000001","a"],["1795410000000000002","b",{"trace_id":"0af7651916cd43dd8448eb211c80319c","user":"7"}]]}]}""",
        "+1 warn  | a |  | Service=shop Environment=prod app=shop\n+2 warn  | b | 0af7651916cd43dd8448eb211c80319c 0 | Service=shop Environment=prod user=7 app=shop")]
    [InlineData("""{"streams":[{"values":[["1795410000000000000","a"]],"stream":{"job":"j","service_name":"s"}}]}""", "+0   | a |  | Service=s job=j")]
    [InlineData("""{"streams":[{"stream":{},"values":[["1795410000000000000","{\"level\":50,\"msg\":\"x\",\"n\":1}"],["1795410000000000000","{\"no\":\"message\"}"]]}]}""", "+0 17  | x |  | n=1\n+0   | {\"no\":\"message\"} |  | ")]
    public void Labels_and_metadata_are_fields_of_a_line(string json, string expected)
    {
        var dump = new LogDump();
        Assert.Equal(OtlpStatus.Ok, LokiReader.ReadJson(Encoding.UTF8.GetBytes(json), LogDump.Context, dump).Status);
        Assert.Equal(expected, dump.ToString());
    }

    [Fact]
    public void Protobuf_says_the_same()
    {
        OtlpMessage Pair(string name, string value) => new OtlpMessage().Text(1, "name", name).Text(2, "value", value);
        OtlpMessage Entry(ulong nanos, string line, params OtlpMessage[] metadata) => new OtlpMessage()
            .Message(1, "timestamp", new OtlpMessage().Int64(1, "seconds", 1_795_410_000).Int64(2, "nanos", (long)nanos)).Text(2, "line", line).Messages(3, "metadata", metadata);
        var body = new OtlpMessage().Message(1, "stream",
            new OtlpMessage().Text(1, "labels", "{app=\"shop\", level=\"warn\", note=\"a \\\"b\\\"\\n\"}").Messages(2, "entries", [Entry(1, "a"), Entry(2, "b", Pair("trace_id", Trace))])).Protobuf();
        var dump = new LogDump();
        Assert.Equal(2, LokiReader.ReadProtobuf(body, LogDump.Context, dump).Accepted);
        Assert.Equal($"+1 warn  | a |  | Service=shop app=shop note=a \"b\"\n\n+2 warn  | b | {Trace} 0 | Service=shop app=shop note=a \"b\"\n", dump.ToString());
        for (var length = 1; length < body.Length; length++)
            Assert.Equal(OtlpStatus.Malformed, LokiReader.ReadProtobuf(body.AsSpan(0, length), LogDump.Context, dump).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"streams\":[")]
    [InlineData("{\"streams\":[]}x")]
    public void What_is_no_push_is_malformed(string json) => Assert.Equal(OtlpStatus.Malformed, LokiReader.ReadJson(Encoding.UTF8.GetBytes(json), LogDump.Context, new LogDump()).Status);

    [Theory]
    [InlineData("""{"streams":[7,{"stream":{},"values":[["x","a"],["1795410000000000000",7],["1795410000000000000","kept"],[],7]}]}""", 1, 5)]
    public void A_broken_entry_leaves_its_neighbours(string json, int accepted, int malformed)
    {
        var result = LokiReader.ReadJson(Encoding.UTF8.GetBytes(json), LogDump.Context, new LogDump());
        Assert.Equal((OtlpStatus.Ok, accepted, malformed), (result.Status, result.Accepted, result.Malformed));
    }

    [Theory]
    [InlineData("""{"@t":"2026-11-23T05:00:00Z","@mt":"Sold {Count} of {@Item} to {{you}} for {Price:0.00} {None}","@r":["1.50"],"Count":3,"Item":{"sku":"x"},"Price":1.5,"SourceContext":"Shop"}""",
        "+0 9 Shop | Sold 3 of {@Item} to {you} for 1.50 {None} |  | message_template.text=Sold {Count} of {@Item} to {{you}} for {Price:0.00} {None} @r=[\"1.50\"] Count=3 Item.sku=x Price=1.5")]
    [InlineData("""{"@t":"2026-11-23T05:00:00Z","@m":"done","@l":"Error","@x":"System.Exception: no\n at X","@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"00f067aa0ba902b7","@@own":1,"Application":"web"}""",
        "+0 Error  | done | 0af7651916cd43dd8448eb211c80319c f067aa0ba902b7 | Service=web exception.stacktrace=System.Exception: no\n at X @own=1")]
    [InlineData("""{"@mt":"open { and { never }"}""", "+0 9  | open { and { never } |  | message_template.text=open { and { never }")]
    public void An_event_of_seq_is_rendered(string json, string expected)
    {
        var dump = new LogDump();
        ClefReader.Read(Encoding.UTF8.GetBytes(json), LogDump.Context, dump);
        Assert.Equal(expected, dump.ToString());
    }

    [Fact]
    public void A_name_of_a_bulk_request_is_cut_at_a_whole_character()
    {
        var items = new List<BulkItem>();
        BulkReader.Read(Encoding.UTF8.GetBytes($$$"""
            {"create":{"_index":"{{{new string('a', 254)}}}😀"}}
            {"message":"m"}

            """), "", LogDump.Context, new LogDump(), items);
        Assert.Equal(new string('a', 254), Assert.Single(items).Index);
    }

    [Fact]
    public void A_bulk_request_of_too_many_actions_is_stopped()
    {
        var items = new List<BulkItem>();
        var body = string.Concat(Enumerable.Repeat("{\"delete\":{}}\n", OtlpLimits.Records + 1));
        Assert.Equal(OtlpStatus.Stopped, BulkReader.Read(Encoding.UTF8.GetBytes(body), "", LogDump.Context, new LogDump(), items).Status);
    }

    [Fact]
    public void Each_action_of_a_bulk_request_is_answered()
    {
        var dump = new LogDump();
        var items = new List<BulkItem>();
        var result = BulkReader.Read("""
            {"create":{}}
            {"message":"a"}
            {"index":{"_index":"other","_id":7}}
            {"message":"b","@timestamp":"2020-01-01T00:00:00Z"}
            {"delete":{"_id":"x"}}
            {"update":{"_id":"y"}}
            {"doc":{"message":"c"}}
            {"index":{}}
            nothing
            {"index":{}}
            {"message":"d"}
            """u8, "logs", LogDump.Context, dump, items);
        Assert.Equal((OtlpStatus.Ok, 2, 3, 1), (result.Status, result.Accepted, result.Malformed, result.TooOld));
        Assert.Equal("create logs:, index other:7 time_out_of_range, delete logs:x unsupported_action, update logs:y unsupported_action, index logs: malformed_record, index logs:",
            string.Join(", ", items.Select(item => $"{item.Action} {item.Index}:{item.Id} {item.Refusal}".TrimEnd())));
        Assert.Equal("+0   | a |  | index=logs\n+0   | d |  | index=logs", dump.ToString());
    }

    [Theory]
    [InlineData("{\"create\":{}}")]
    [InlineData("{\"message\":\"a\"}\n{}")]
    [InlineData("{\"create\":[]}\n{}")]
    [InlineData("x\n{}")]
    public void A_bulk_request_that_cannot_be_told_apart_is_malformed(string body) =>
        Assert.Equal(OtlpStatus.Malformed, BulkReader.Read(Encoding.UTF8.GetBytes(body), "", LogDump.Context, new LogDump(), []).Status);

    private static (OtlpResult Result, string Text) Lines(string body, params (string Name, string Value)[] source)
    {
        var dump = new LogDump();
        var result = JsonLinesReader.Read(Encoding.UTF8.GetBytes(body), LogDump.Context, [.. source.Select(static field => KeyValuePair.Create(field.Name, field.Value))], dump);
        return (result, dump.ToString());
    }
}
