using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Syslog and GELF over UDP, TCP and TLS against the real program.</summary>
public sealed class ListenersTests : IAsyncLifetime
{
    private const string Bell = "the last one";
    private readonly string _data = Directory.CreateTempSubdirectory("paddock-").FullName;
    private readonly Dictionary<string, int> _ports = new[] { "syslog-udp", "syslog-tcp", "syslog-tls", "gelf-udp", "gelf-tcp", "syslog-own" }.ToDictionary(static name => name, static _ => PaddockProcess.FreePort());
    private string _certificateHash = "";
    private PaddockProcess _server = null!;
    private CreatedProject _project = null!;

    public async ValueTask InitializeAsync()
    {
        // The key has to be known before the listeners are: the project is made by a server that is stopped again.
        var first = await PaddockProcess.ServeAsync(_data);
        _project = await first.CreateProjectAsync("listened");
        await first.StopAsync();
        var certificate = await CertificateAsync();
        string At(string transport, string name) => $"{transport}://127.0.0.1:{_ports[name]}?key={_project.WriteKey}";
        _server = await PaddockProcess.ServeAsync(_data, environment: new Dictionary<string, string>
        {
            ["Syslog__Listen"] = $"{At("udp", "syslog-udp")},{At("tcp", "syslog-tcp")},{At("tls", "syslog-tls")},udp://127.0.0.1:{_ports["syslog-own"]}",
            ["Gelf__Listen"] = $"{At("udp", "gelf-udp")},{At("tcp", "gelf-tcp")}",
            ["Listen__Certificate"] = certificate,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Everything_that_is_listened_to_is_kept_and_counted()
    {
        // What real clients sent, as datagrams.
        foreach (var client in (string[])["logger-2.38", "python-sysloghandler-3.11"]) await SendRecordedAsync(client, "syslog-udp");
        await SendRecordedAsync("gelf-pro-1.4.0", "gelf-udp");
        await RowsAsync("syslog", """
            error   Payment failed: card [Filtered] 
            error shop vm Payment failed 17
            info shop  Order placed 17
            notice shop vm Order placed 
            """, "if(attributes['order.id'] = '', attributes['orderId'], attributes['order.id'])");
        await RowsAsync("gelf", """
            error shop vm Payment failed: no money. no money. no m 
            info shop vm Order 17 placed by ann@example.org [Filtered]
            """, "attributes['password']");

        // The program of Debian itself, over TCP, counted and not.
        foreach (var counted in (string[])["--octet-count", ""])
        {
            using var logger = Process.Start("logger", [.. (string[])["-n", "127.0.0.1", "-P", $"{_ports["syslog-tcp"]}", "-T", "-t", "tcp"], .. counted.Length > 0 ? [counted] : (string[])[], $"by tcp {counted}"]);
            await logger.WaitForExitAsync();
        }
        await CountAsync(2, "service = 'tcp' AND startsWith(message, 'by tcp')");

        // TLS; a message in three pieces; a last line without an end.
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, _ports["syslog-tls"]);
            await using var secure = new SslStream(client.GetStream(), false, (_, presented, _, _) => presented?.GetCertHashString() == _certificateHash);
            await secure.AuthenticateAsClientAsync("localhost");
            foreach (var piece in (string[])["<14>by", " tls\n<14>another by ", "tls\n<14>and by tls"])
            {
                await secure.WriteAsync(Encoding.UTF8.GetBytes(piece));
                await secure.FlushAsync();
            }
        }
        await CountAsync(3, "message LIKE '%by tls'");

        // GELF over TCP, one broken between two good ones.
        await StreamAsync("gelf-tcp", "{\"short_message\":\"a gelf\"}\0broken\0{\"short_message\":\"b gelf\"}\0");
        await CountAsync(2, "receiver = 'gelf' AND message LIKE '_ gelf'");
        await LedgerAsync(_project, "malformed_record", 1);

        // A key in the message; one that nobody has; none.
        var key = _project.WriteKey;
        await DatagramAsync("syslog-own", $"<14>1 - h a - - [paddock@32473 key=\"{key}\"] by its own key");
        await DatagramAsync("syslog-own", $"<14>1 - h a - - [paddock@32473 key=\"{new string('0', 32)}\"] by no key");
        await DatagramAsync("syslog-own", "<14>nobody's");
        await CountAsync(1, "message = 'by its own key' AND NOT has(mapKeys(attributes), 'paddock.key')");
        await CountAsync(0, "message IN ('by no key', 'nobody''s')");

        // A stream that cannot be understood is closed, and others go on.
        await StreamAsync("syslog-tcp", "9999999 what is this");
        // A line beyond the limit is cut into several.
        await StreamAsync("syslog-tcp", "<14>" + new string('x', 150_000) + "\n<14>" + Bell + "\n");
        await CountAsync(1, $"message = '{Bell}'");
        await CountAsync(3, "startsWith(message, 'xxxx')");
        Assert.Equal(150_000, await _server.CountAsync(_project, "SELECT sum(length(message)) FROM logs WHERE startsWith(message, 'xxxx')"));

        await Eventually.EqualAsync(0, () => _server.CountAsync(_project, "SELECT sum(if(outcome = 'received', toInt64(quantity), -toInt64(quantity))) FROM ledger"));
    }

    private async Task SendRecordedAsync(string client, string listener)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(PaddockProcess.RepositoryRoot, "tests", "corpus", client), "*.datagram").Order(StringComparer.Ordinal))
            await DatagramAsync(listener, await File.ReadAllBytesAsync(path));
    }

    private Task RowsAsync(string receiver, string expected, string more) => Eventually.EqualAsync(expected.ReplaceLineEndings("\n"), async () => string.Join('\n', (await _server.SqlAsync(_project,
        $"SELECT concat(if(severity_number = 10, 'notice', severity), ' ', service, ' ', host, ' ', left(message, 40), ' ', {more}) FROM logs WHERE receiver = '{receiver}'")).Select(static row => row[0].ToString()).Order(StringComparer.Ordinal)));

    private Task CountAsync(int count, string condition) => Eventually.EqualAsync(count, () => _server.CountAsync(_project, $"SELECT count() FROM logs WHERE {condition}"));

    private Task LedgerAsync(CreatedProject project, string reason, int quantity) => Eventually.EqualAsync(quantity, () => _server.CountAsync(project, $"SELECT sum(quantity) FROM ledger WHERE reason = '{reason}'"));

    private Task DatagramAsync(string listener, string text) => DatagramAsync(listener, Encoding.UTF8.GetBytes(text));

    private async Task DatagramAsync(string listener, byte[] bytes)
    {
        using var udp = new UdpClient();
        await udp.SendAsync(bytes, new IPEndPoint(IPAddress.Loopback, _ports[listener]));
    }

    private async Task StreamAsync(string listener, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _ports[listener]);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private async Task<string> CertificateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        _certificateHash = certificate.GetCertHashString();
        var path = Path.Combine(_data, "certificate.pem");
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
