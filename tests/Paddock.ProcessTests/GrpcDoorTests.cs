using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Paddock.Testing;
using static Paddock.Testing.OtlpRequests;

namespace Paddock.ProcessTests;

/// <summary>OTLP over gRPC against the real program: by OpenTelemetry's own exporters, and byte by byte.</summary>
public sealed class GrpcDoorTests : IAsyncLifetime
{
    private const string Logs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";

    private readonly Uri _grpc = new($"http://127.0.0.1:{PaddockProcess.FreePort()}");
    private PaddockProcess _server = null!;
    private CreatedProject _project = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PaddockProcess.ServeAsync(environment: new Dictionary<string, string> { ["Otlp__Grpc"] = _grpc.ToString() });
        _project = await _server.CreateProjectAsync("grpc");
        _http = new HttpClient { BaseAddress = _grpc };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_the_real_exporters_send_is_found()
    {
        using var source = new ActivitySource("shop.orders");
        using var meter = new Meter("shop.orders");
        using (var tracing = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).ConfigureResource(Shop).AddOtlpExporter(To).Build())
        using (var metering = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).ConfigureResource(Shop).AddOtlpExporter(To).Build())
        using (var logging = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options => options.SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("shop")).AddOtlpExporter(To))))
        {
            meter.CreateCounter<long>("orders").Add(3);
            using var order = source.StartActivity("order");
#pragma warning disable CA1848, CA2254 // what an ordinary program writes
            logging.CreateLogger("shop").LogError("Order {Order} failed", 17);
#pragma warning restore CA1848, CA2254
        }
        await Eventually.EqualAsync(1, () => _server.CountAsync(_project, "SELECT count() FROM spans WHERE name = 'order' AND service = 'shop' AND receiver = 'otlp/traces'"));
        await Eventually.EqualAsync(1, () => _server.CountAsync(_project, "SELECT count() FROM samples INNER JOIN series USING (series) WHERE name = 'orders' AND value = 3"));
        await Eventually.EqualAsync(1, () => _server.CountAsync(_project, "SELECT count() FROM logs INNER JOIN spans USING (trace_id) WHERE logs.severity = 'error' AND logs.message = 'Order {Order} failed' AND logs.attributes['Order'] = '17'"));
        await Eventually.EqualAsync(0, () => _server.CountAsync(_project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));

        static void Shop(ResourceBuilder resource) => resource.AddService("shop");
        void To(OtlpExporterOptions options) => (options.Endpoint, options.Protocol, options.Headers) = (_grpc, OtlpExportProtocol.Grpc, $"x-paddock-key={_project.WriteKey}");
    }

    [Fact]
    public async Task A_call_is_answered_in_grpcs_own_way()
    {
        var good = OtlpRequests.Logs(Log(Now).Message(5, "body", Text("kept"))).Protobuf();
        Assert.Equal("0 ", await CallAsync(Frame(good)));
        foreach (var (encoding, pack) in ((string, Func<byte[], byte[]>)[])[("gzip", Some.Gzip), ("zstd", Some.Zstandard)]) Assert.Equal("0 ", await CallAsync(Frame(pack(good), 1), encoding));
        Assert.Equal("0 ", await CallAsync(Frame([])));
        Assert.Equal("0 2 too_old", await CallAsync(Frame(OtlpRequests.Logs(Log(1), Log(1)).Protobuf())));
        await Eventually.EqualAsync(3, () => _server.CountAsync(_project, "SELECT count() FROM logs WHERE message = 'kept'"));

        Assert.StartsWith("16 ", await CallAsync(Frame(good), key: new string('0', 32)), StringComparison.Ordinal);
        Assert.StartsWith("16 ", await CallAsync(Frame(good), key: ""), StringComparison.Ordinal);
        Assert.StartsWith("12 ", await CallAsync(Frame(good, 1), "lzma"), StringComparison.Ordinal);
        byte[][] broken = [[], [0, 0, 0], Frame(good)[..^1], [.. Frame(good), 0], [.. Frame(good), .. Frame(good)], Frame("hello"u8.ToArray()), Frame(good, 2), Frame(good, 1)];
        foreach (var body in broken) Assert.StartsWith("3 ", await CallAsync(body, "gzip"), StringComparison.Ordinal);
        Assert.StartsWith("3 ", await CallAsync(Frame(Some.Gzip(new byte[40 << 20]), 1), "gzip"), StringComparison.Ordinal);
        await Eventually.EqualAsync(broken.Length + 1, () => _server.CountAsync(_project, "SELECT sum(quantity) FROM ledger WHERE outcome = 'invalid' AND reason IN ('malformed_body', 'malformed_request', 'body_too_large')"));

        using var old = await _server.Http.PostAsync(Logs, new ByteArrayContent(Frame(good)));
        Assert.Equal(HttpStatusCode.UpgradeRequired, old.StatusCode);
    }

    /// <summary>The call's status and what is said with it.</summary>
    private async Task<string> CallAsync(byte[] body, string? encoding = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Logs) { Content = new ByteArrayContent(body), Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc+proto");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        if (encoding is not null) request.Headers.TryAddWithoutValidation("grpc-encoding", encoding);
        if ((key ?? _project.WriteKey) is { Length: > 0 } bearer) request.Headers.TryAddWithoutValidation("authorization", $"Bearer {bearer}");
        using var answer = await _http.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, "application/grpc"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var message = await answer.Content.ReadAsByteArrayAsync();
        if (answer.Headers.TryGetValues("grpc-status", out var refused)) return $"{refused.Single()} {answer.Headers.GetValues("grpc-message").Single()}";
        Assert.Equal(message.Length - 5, BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(1)));
        var why = Encoding.UTF8.GetString(message.AsSpan(5));
        return $"{answer.TrailingHeaders.GetValues("grpc-status").Single()} {(why.IndexOf('2', StringComparison.Ordinal) is >= 0 and var at ? why[at..] : "")}";
    }

    private static byte[] Frame(byte[] message, byte flag = 0)
    {
        var framed = new byte[5 + message.Length];
        framed[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, 5);
        return framed;
    }
}
