using System.Text;
using Paddock.Protocols.Otlp;

namespace Paddock.Tests.Protocols.Otlp;

/// <summary>What real clients sent, and what becomes of it.</summary>
public sealed class OtlpCorpusTests
{
    // All of it was recorded on one day.
    private static readonly OtlpContext Context = new(1_795_420_000_000_000_000, 1_795_400_000_000_000_000, 1_795_430_000_000_000_000);

    public static TheoryData<string> Cases => [.. Corpus.OtlpCases];

    private static async Task<(OtlpResult Result, string Records)> ReadAsync(string name)
    {
        var signal = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('-')[0];
        var encoding = Corpus.Header(name, "Content-Type") == "application/json" ? OtlpEncoding.Json : OtlpEncoding.Protobuf;
        return Otlp.Read(signal, await Corpus.BodyAsync(name), encoding, Context);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Nothing_of_the_corpus_is_refused(string name)
    {
        var (result, records) = await ReadAsync(name);
        Assert.Equal(new OtlpResult(OtlpStatus.Ok, result.Accepted, 0, 0, 0, 0, 0), result);
        Assert.InRange(result.Accepted, 2, 20);
        Assert.Contains(name.StartsWith("otel-js", StringComparison.Ordinal) ? "shop" : "billing", records, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_secret_of_the_corpus_is_left(string name)
    {
        var (_, records) = await ReadAsync(name);
        foreach (var secret in new[] { "corpus-", "203.0.113.9", "4242 4242" })
            Assert.DoesNotContain(secret, records, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protobuf_and_json_of_one_script_differ_only_in_ids_and_times()
    {
        foreach (var signal in new[] { "logs", "traces", "metrics" })
            Assert.Equal(Comparable((await ReadAsync($"otel-js-0.223.1/{signal}-json")).Records), Comparable((await ReadAsync($"otel-js-0.223.1/{signal}-protobuf")).Records));
    }

    [Theory]
    [InlineData("otel-js-0.223.1/logs-protobuf", "severity: INFO", "logger: shop.checkout", "body: order 17 placed by ünïcödé 🛒 \"Ann\"", "Service: shop", "Release: 1.4.2", "Environment: production", "Host: web-1",
        "DistinctId: u-17", "card: [Filtered]", "order.id: 17", """body: {"message":"payment failed","attempt":2,"password":"[Filtered]","nested":{"list":[1,"two",3.5,null,true]}}""",
        "raw: AQL+/w==", "exception.message: token=[Filtered] refused", "event: shop.opened", """process.command_args: ["node","shop.mjs","--api-key","[Filtered]"]""")]
    [InlineData("otel-js-0.223.1/traces-json", "Server Error root=True rate=1 http=500", "name: GET /orders/{id}", "Route: /orders/{id}", "path: /orders/17", "HttpMethod: GET", "SessionId: s-9", "DistinctId: u-17",
        "DbSystem: postgresql", "DbStatement: SELECT * FROM orders WHERE password = '[Filtered]'", "statement: SELECT * FROM orders WHERE password = ?", "client.address: [Filtered]", "shop.big: 9007199254740991", "shop.ratio: 0.1", "shop.ok: false",
        "http.request.header.authorization: [Filtered]", "message: payment refused", "\"name\":\"exception\"", "url.full: http://127.0.0.1:8000/v1/traces")]
    [InlineData("otel-js-0.223.1/metrics-protobuf", "shop.orders{plan=business,paid=true,service.instance.id=shop-1} 3 counter {order} shop", "shop.baskets.open{service.instance.id=shop-1} 1 updown",
        "shop.queue.length{queue=mail,service.instance.id=shop-1} 7 gauge", "http.server.request.duration_bucket{le=0.5,http.route=/orders/{id},http.request.method=GET,service.instance.id=shop-1} 4 histogram s",
        "http.server.request.duration_bucket{le=+Inf,", "http.server.request.duration_sum{", "shop.basket.value_count{plan=business,service.instance.id=shop-1} 6 histogram EUR", "shop.basket.value_bucket{le=0,plan=business")]
    [InlineData("otel-dotnet-1.20.1/logs", "severity: Warning", "logger: Billing.Invoices", "password=[Filtered]", "{OriginalFormat}: invoice {Invoice} of {Customer} not found, password=[Filtered]", "Password: [Filtered]",
        "request: r-1", "exception.type: InvalidOperationException", "Environment: staging", "Release: 3.1.0")]
    [InlineData("otel-dotnet-1.20.1/traces", "name: GET /invoices/{id}", "path: /invoices/9", "HttpMethod: GET", "http=404", "DistinctId: u-4", "many: [\"a\",\"b\"]", "DbSystem: mssql", "statement: SELECT ?", "Server Error root=True")]
    [InlineData("otel-dotnet-1.20.1/metrics", "billing.invoices{currency=EUR,service.instance.id=billing-1} 5 counter_delta {invoice} billing", "billing.open{service.instance.id=billing-1} 2 updown",
        "billing.load{core=1,service.instance.id=billing-1} 0.75 gauge", "billing.duration_bucket{le=+Inf,service.instance.id=billing-1} 4 histogram_delta ms", "billing.duration_min{", "billing.size_bucket{le=")]
    public async Task The_records(string name, params string[] lines)
    {
        var (_, records) = await ReadAsync(name);
        foreach (var line in lines)
            Assert.Contains(line, records, StringComparison.Ordinal);
    }

    private static string Comparable(string records)
    {
        var text = new StringBuilder();
        foreach (var line in records.Split('\n'))
            text.AppendLine(string.Join(' ', line.Split(' ', ',', '+').Where(word => !word.Any(char.IsAsciiDigit) || word.Length < 4)));
        return text.ToString();
    }
}
