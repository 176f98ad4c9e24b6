using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Paddock.Testing;
using Snappier;

namespace Paddock.ProcessTests;

/// <summary>Prometheus' remote write and StatsD against the real program.</summary>
public sealed class MetricDoorsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Remote_write_is_samples_and_says_how_many(bool isSecond, bool saysSnappy)
    {
        var project = await fixture.ProjectAsync();
        OtlpMessage Sample(double value) => new OtlpMessage().Double(1, "value", value).Int64(2, "timestamp", Now);
        var stale = BitConverter.UInt64BitsToDouble(0x7ff0_0000_0000_0002);
        OtlpMessage Label(string name, string value) => new OtlpMessage().Text(1, "name", name).Text(2, "value", value);
        var first = new OtlpMessage().Messages(1, "timeseries",
        [
            new OtlpMessage().Messages(1, "labels", [Label("__name__", "sold_total"), Label("job", "shop")]).Messages(2, "samples", [Sample(3), Sample(stale)]),
            new OtlpMessage().Messages(1, "labels", [Label("job", "nameless")]).Messages(2, "samples", [Sample(1)]),
        ]);
        var second = new OtlpMessage().Text(4, "s", "").Text(4, "s", "__name__").Text(4, "s", "sold_total").Text(4, "s", "job").Text(4, "s", "shop").Messages(5, "timeseries",
        [
            new OtlpMessage().Varints(1, "labels", 1, 2, 3, 4).Messages(2, "samples", [Sample(3), Sample(stale)]),
            new OtlpMessage().Varints(1, "labels", 3, 4).Messages(2, "samples", [Sample(1)]),
        ]);
        using var answer = await WriteAsync(project, Snappy.CompressToArray((isSecond ? second : first).Protobuf()), isSecond ? "application/x-protobuf;proto=io.prometheus.write.v2.Request" : "application/x-protobuf", saysSnappy ? "snappy" : null);
        Assert.Equal((204, "2"), ((int)answer.StatusCode, answer.Headers.GetValues("X-Prometheus-Remote-Write-Samples-Written").Single()));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, "SELECT count() FROM samples INNER JOIN series USING (series) WHERE name = 'sold_total' AND service = 'shop' AND kind = 'counter' AND value = 3 AND labels['job'] = 'shop'"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_record"));
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "filtered", "no_value"));
        await Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    [Theory]
    [InlineData("no snappy at all", 400, "malformed_body")]
    [InlineData("\u0004\u000c\u00ff\u00ff\u00ff\u00ff", 400, "malformed_request")]
    [InlineData("\u00ff\u00ff\u00ff\u00ff\u000f", 400, "malformed_body")]
    [InlineData("", 400, "malformed_body")]
    public async Task A_bad_body_gets_a_clear_answer_and_a_line_in_the_ledger(string body, int status, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await WriteAsync(project, Encoding.Latin1.GetBytes(body), "application/x-protobuf", "snappy");
        Assert.Equal(status, (int)answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
    }

    [Theory]
    [InlineData("text/plain", "snappy", "unknown_content_type")]
    [InlineData("application/json", "snappy", "unknown_content_type")]
    [InlineData("application/x-protobuf;proto=io.prometheus.write.v3.Request", "snappy", "unknown_content_type")]
    [InlineData("application/x-protobuf", "gzip", "unknown_encoding")]
    public async Task Another_type_or_packing_is_refused_as_the_protocol_says(string type, string encoding, string reason)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await WriteAsync(project, Snappy.CompressToArray([]), type, encoding);
        Assert.Equal(415, (int)answer.StatusCode);
        await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", reason));
    }

    [Theory]
    [InlineData("/in/nagios/KEY/web-1/disk/0", "ok", 0)]
    [InlineData("/in/nagios/KEY/web-1/disk/1", "ok", 1)]
    [InlineData("/in/nagios/KEY/web-1/disk/2", "error", 2)]
    [InlineData("/in/nagios/web-1/disk/3?key=KEY", "error", 3)]
    public async Task A_result_of_a_plugin_is_a_check_in_and_its_values_are_samples(string path, string status, int state)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await fixture.Server.Http.PostAsync(path.Replace("KEY", project.WriteKey, StringComparison.Ordinal), new StringContent("DISK - token=abcdef123456 | /=2643MB;5948 'in use'=17% reads=7c broken=x"));
        Assert.Equal((200, "OK, but for 1 values that could not be read\n"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        await Eventually.EqualAsync(1, () => fixture.Server.CountAsync(project, $"SELECT count() FROM check_ins WHERE monitor = 'web-1-disk' AND status = '{status}' AND receiver = 'nagios' AND JSONExtractString(detail, 'message') = 'DISK - token=[Filtered]'"));
        await Eventually.EqualAsync($"nagios_/ gauge 2643 MB;nagios_in_use gauge 17 %;nagios_reads counter 7 ;nagios_state gauge {state} ", async () => string.Join(';', (await fixture.Server.SqlAsync(project,
            "SELECT concat(name, ' ', kind, ' ', toString(value), ' ', unit) FROM samples INNER JOIN series USING (series) WHERE labels['check'] = 'disk' AND labels['host'] = 'web-1' AND host = 'web-1'")).Select(static row => row[0].ToString()).Order(StringComparer.Ordinal)));
        await Eventually.EqualAsync(0, () => fixture.Server.CountAsync(project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    [Theory]
    [InlineData("/in/nagios/KEY/web-1/disk/4", 400)]
    [InlineData("/in/nagios/KEY/web-1/disk/x", 404)]
    [InlineData("/in/nagios/KEY/-/-/0", 400)]
    [InlineData("/in/nagios/00000000000000000000000000000000/web-1/disk/0", 401)]
    [InlineData("/in/nagios/web-1/disk/0", 401)]
    public async Task What_is_no_result_of_a_plugin_is_refused(string path, int status)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await fixture.Server.Http.PostAsync(path.Replace("KEY", project.WriteKey, StringComparison.Ordinal), new StringContent("OK"));
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 400) await Eventually.EqualAsync(1, () => fixture.LedgerAsync(project, "invalid", "malformed_result"));
    }

    [Fact]
    public async Task StatsD_is_summed_into_samples_and_the_last_sums_are_kept_at_the_end()
    {
        var data = Directory.CreateTempSubdirectory("paddock-").FullName;
        var first = await PaddockProcess.ServeAsync(data);
        var project = await first.CreateProjectAsync("statsd");
        await first.StopAsync();
        var port = PaddockProcess.FreePort();
        var server = await PaddockProcess.ServeAsync(data, environment: new Dictionary<string, string> { ["Statsd__Listen"] = $"udp://127.0.0.1:{port}?key={project.WriteKey}" });
        using (var udp = new UdpClient())
        {
            foreach (var datagram in (string[])["orders:1|c|#service:shop\norders:4|c|#service:shop", "checkout:120:80|ms", "broken", "_e{8,8}:Deployed|shop 2.0|t:warning"])
                await udp.SendAsync(Encoding.UTF8.GetBytes(datagram), new IPEndPoint(IPAddress.Loopback, port));
        }
        await Eventually.EqualAsync(1, () => server.CountAsync(project, "SELECT count() FROM logs WHERE message = 'Deployed' AND severity = 'warning'"));
        await server.StopAsync();
        await using var again = await PaddockProcess.ServeAsync(data);
        await Eventually.EqualAsync(1, () => again.CountAsync(project, "SELECT count() FROM samples INNER JOIN series USING (series) WHERE name = 'orders' AND value = 5 AND service = 'shop' AND kind = 'counter_delta'"));
        await Eventually.EqualAsync(1, () => again.CountAsync(project, "SELECT count() FROM samples INNER JOIN series USING (series) WHERE name = 'checkout_sum' AND value = 200"));
        await Eventually.EqualAsync(1, () => again.CountAsync(project, "SELECT sum(quantity) FROM ledger WHERE receiver = 'statsd' AND outcome = 'invalid' AND reason = 'malformed_record'"));
    }

    private async Task<HttpResponseMessage> WriteAsync(CreatedProject project, byte[] body, string type, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/write") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"prometheus:{project.WriteKey}")));
        return await fixture.Server.Http.SendAsync(request);
    }
}
