using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Paddock.Outbound;
using Paddock.Testing;

namespace Paddock.Tests.Outbound;

public sealed class OutboundHttpTests
{
    private static readonly OutboundHttp Http = new(new OutboundConnections(new AddressPolicy([IPNetwork.Parse("127.0.0.0/8")]), TimeProvider.System), TimeProvider.System);

    [Fact]
    public async Task An_answer_comes_with_what_it_took()
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(204));
        var result = await AskAsync(site, static request => request with { Headers = [new("X-Token", "secret")] });
        Assert.Equal((null, 204, 0), (result.Failure, result.Status, result.Phases.Redirects));
        Assert.Contains("X-Token: secret", site.Asked, StringComparison.Ordinal);
        Assert.InRange(result.Phases.Total, result.Phases.Connecting + result.Phases.Waiting, TimeSpan.FromMinutes(1));
        Assert.True(result.Phases.Waiting > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("", OutboundFailure.CutOff)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", OutboundFailure.CutOff)]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", OutboundFailure.BadAnswer)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: ftp://example.org/\r\nContent-Length: 0\r\n\r\n", OutboundFailure.BadRedirect)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", OutboundFailure.TooManyRedirects)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n", OutboundFailure.AddressRefused)]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: http://[::ffff:10.0.0.1]/\r\nContent-Length: 0\r\n\r\n", OutboundFailure.AddressRefused)]
    public async Task What_goes_wrong_has_a_name(string answer, string failure)
    {
        using var site = new LoopbackSite(LoopbackSite.Says(answer));
        var result = await AskAsync(site);
        Assert.Equal(failure, result.Failure);
        Assert.NotEqual("", result.Detail);
    }

    [Fact]
    public async Task A_head_without_end_is_no_answer()
    {
        using var site = new LoopbackSite(LoopbackSite.Says($"HTTP/1.1 200 OK\r\nX: {new string('x', 200_000)}\r\n\r\n"));
        Assert.Equal(OutboundFailure.BadAnswer, (await AskAsync(site)).Failure);
    }

    [Fact]
    public async Task A_body_without_end_is_read_to_its_bound()
    {
        using var site = new LoopbackSite(static async stream =>
        {
            await LoopbackSite.Says("HTTP/1.1 200 OK\r\n\r\n")(stream);
            while (true) await stream.WriteAsync(new byte[4096]);
        });
        var result = await AskAsync(site, static request => request with { MostBody = 100_000 });
        Assert.Equal((null, 100_000, true), (result.Failure, result.Body.Length, result.IsCut));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")]
    public async Task Who_hangs_is_left_after_the_timeout(string before)
    {
        using var site = new LoopbackSite(async stream =>
        {
            await LoopbackSite.Says(before)(stream);
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        var result = await AskAsync(site, static request => request with { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(OutboundFailure.Timeout, result.Failure);
    }

    [Fact]
    public async Task Nobody_listens()
    {
        int port;
        using (var gone = new LoopbackSite(LoopbackSite.Answers(200))) port = gone.Port;
        Assert.Equal(OutboundFailure.NoConnection, (await Http.SendAsync(new OutboundRequest(new Uri($"http://127.0.0.1:{port}/"), HttpMethod.Get), TestContext.Current.CancellationToken)).Failure);
    }

    [Fact]
    public async Task A_name_without_an_address_is_unknown() =>
        Assert.Equal(OutboundFailure.UnknownName, (await Http.SendAsync(new OutboundRequest(new Uri("http://nobody.invalid/"), HttpMethod.Get), TestContext.Current.CancellationToken)).Failure);

    [Fact]
    public async Task A_redirect_is_followed_and_another_origin_does_not_see_the_headers()
    {
        using var other = new LoopbackSite(LoopbackSite.Answers(200, "there"));
        using var site = new LoopbackSite(LoopbackSite.Answers(302, "", $"Location: http://127.0.0.1:{other.Port}/login\r\n"));
        var result = await AskAsync(site, static request => request with { Headers = [new("Authorization", "Bearer secret")] });
        Assert.Equal((200, 1, "there"), (result.Status, result.Phases.Redirects, Encoding.ASCII.GetString(result.Body)));
        Assert.Contains("secret", site.Asked, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", other.Asked, StringComparison.Ordinal);
        Assert.StartsWith("GET /login ", other.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_that_is_expected_is_the_answer()
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(301, "", "Location: http://10.0.0.1/\r\n"));
        Assert.Equal(301, (await AskAsync(site, static request => request with { IsAnswer = static status => status == 301 })).Status);
    }

    [Theory]
    [InlineData("127.0.0.1", 10, OutboundFailure.CertificateUntrusted)]
    [InlineData("127.0.0.1", -1, OutboundFailure.CertificateExpired)]
    [InlineData("10.9.8.7", 10, OutboundFailure.CertificateOfAnother)]
    public async Task A_bad_certificate_is_told_apart(string name, int days, string failure)
    {
        using var certificate = Certificate(IPAddress.Parse(name), days);
        using var site = new LoopbackSite(LoopbackSite.Answers(200), certificate);
        var result = await Http.SendAsync(new OutboundRequest(new Uri($"https://127.0.0.1:{site.Port}/"), HttpMethod.Get), TestContext.Current.CancellationToken);
        Assert.Equal(failure, result.Failure);
        Assert.InRange((result.Phases.CertificateExpiresAt!.Value - TimeProvider.System.GetUtcNow()).TotalDays, days - 0.1, days + 0.1);
    }

    [Fact]
    public async Task Plain_text_at_the_port_of_TLS_is_no_TLS()
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(200));
        var result = await Http.SendAsync(new OutboundRequest(new Uri($"https://127.0.0.1:{site.Port}/"), HttpMethod.Get) { Timeout = TimeSpan.FromSeconds(5) }, TestContext.Current.CancellationToken);
        Assert.Contains(result.Failure, new[] { OutboundFailure.NoTls, OutboundFailure.Timeout });
    }

    private static Task<OutboundResult> AskAsync(LoopbackSite site, Func<OutboundRequest, OutboundRequest>? with = null)
    {
        var request = new OutboundRequest(new Uri($"http://127.0.0.1:{site.Port}/"), HttpMethod.Get);
        return Http.SendAsync(with?.Invoke(request) ?? request, TestContext.Current.CancellationToken);
    }

    private static X509Certificate2 Certificate(IPAddress name, int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-30), now.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
