using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Paddock.Testing;

/// <summary>A site on this machine that answers each connection as it is told to, badly too.</summary>
internal sealed class LoopbackSite : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly Func<Stream, Task> _talk;
    private readonly X509Certificate2? _certificate;

    public LoopbackSite(Func<Stream, Task> talk, X509Certificate2? certificate = null)
    {
        (_talk, _certificate) = (talk, certificate);
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    /// <summary>The head of the last request.</summary>
    public string Asked { get; private set; } = "";

    public static Func<Stream, Task> Says(string text) => stream => stream.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    public static Func<Stream, Task> Answers(int status, string body = "", string headers = "") =>
        Says($"HTTP/1.1 {status} Word\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}");

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Stop();
        _closed.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Connections++;
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(_certificate);
                    stream = secure;
                }
                var head = new byte[8192];
                var length = 0;
                while (!Encoding.ASCII.GetString(head, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(head.AsMemory(length), _closed.Token) is > 0 and var read) length += read;
                Asked = Encoding.ASCII.GetString(head, 0, length);
                await _talk(stream);
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or did not like the certificate.
            }
        }
    }
}
