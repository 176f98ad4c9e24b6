using System.Net;
using System.Net.Sockets;
using Paddock.Accounts;
using Paddock.Hosting;

namespace Paddock.Receivers.Listeners;

/// <summary>
/// Datagrams of one address. What is there is taken together and kept before more is: meanwhile the kernel holds what comes, and drops what is too much for it, as UDP does.
/// </summary>
internal sealed class UdpListener : IDisposable
{
    // What the kernel may hold while a batch is being kept: it gives as much of it as net.core.rmem_max allows.
    private const int KernelBytes = 8 << 20;
    private const int BatchBytes = 1 << 20;

    // Of a datagram, by IP.
    private const int LongestDatagram = 65_535;

    private readonly ListenedProtocol protocol;
    private readonly ListenerAddress address;
    private readonly Socket socket;

    /// <summary>Binds; throws <see cref="SocketException"/> where it cannot.</summary>
    public UdpListener(ListenedProtocol protocol, ListenerAddress address)
    {
        (this.protocol, this.address) = (protocol, address);
        socket = new Socket(address.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = KernelBytes };
        socket.Bind(address.EndPoint);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var batch = new MessageBatch(new byte[BatchBytes]);
        EndPoint anybody = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!cancel.IsCancellationRequested)
        {
            batch.Clear();
            do
            {
                try
                {
                    var received = await socket.ReceiveFromAsync(batch.Room, anybody, cancel);
                    if (received.ReceivedBytes > 0) batch.Add(received.ReceivedBytes, ClientNetwork.Of((received.RemoteEndPoint as IPEndPoint)?.Address));
                }
                catch (SocketException)
                {
                    // An earlier answer's port was closed, or one datagram was broken: the next one is not.
                }
            }
            while (socket.Available > 0 && !batch.IsFull(LongestDatagram));
            if (batch.Count > 0) await protocol.TakeMessages(batch, address.Key, isStream: false, cancel);
        }
    }

    public void Dispose() => socket.Dispose();
}
