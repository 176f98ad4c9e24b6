using System.Security.Cryptography.X509Certificates;
using Paddock.Hosting;
using Paddock.Pipeline;

namespace Paddock.Receivers.Listeners;

/// <summary>Listens to all protocols outside of HTTP that settings give an address to. One that cannot be listened to ends the start, as an address of HTTP does.</summary>
internal sealed partial class ListenerService(IEnumerable<ListenedProtocol> protocols, PaddockOptions options, Refusals refusals, TimeProvider time, ILogger<ListenerService> log) : BackgroundService
{
    private readonly List<IDisposable> listeners = [];
    private readonly List<Func<CancellationToken, Task>> loops = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var certificate = options.ListenerCertificate is { } path ? X509Certificate2.CreateFromPemFile(path, options.ListenerCertificateKey) : null;
        foreach (var protocol in protocols)
        {
            foreach (var address in protocol.Addresses)
            {
                Listen(protocol, address, certificate);
                Listening(protocol.Name, address.Transport, address.EndPoint);
            }
        }
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var listener in listeners) listener.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(loops.Select(loop => RunAsync(loop, stoppingToken)));

    private void Listen(ListenedProtocol protocol, ListenerAddress address, X509Certificate2? certificate)
    {
        if (address.Transport == ListenerTransport.Udp)
        {
            var datagrams = new UdpListener(protocol, address);
            listeners.Add(datagrams);
            loops.Add(datagrams.RunAsync);
        }
        else
        {
            var streams = new StreamListener(protocol, address, address.Transport == ListenerTransport.Tls ? certificate : null, refusals, time);
            listeners.Add(streams);
            loops.Add(streams.RunAsync);
        }
    }

    private static async Task RunAsync(Func<CancellationToken, Task> loop, CancellationToken stop)
    {
        try
        {
            await loop(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    [LoggerMessage(LogLevel.Information, "{Protocol} is listened to at {Transport} {EndPoint}")]
    private partial void Listening(string protocol, ListenerTransport transport, System.Net.IPEndPoint endPoint);
}
