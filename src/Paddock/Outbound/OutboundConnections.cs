using System.Net;
using System.Net.Sockets;

namespace Paddock.Outbound;

/// <summary>
/// The only way of Paddock to hosts that people name. A name is resolved once, and the connection goes to an address that was judged: a second answer of its DNS changes nothing.
/// </summary>
internal sealed class OutboundConnections(AddressPolicy policy, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time)
{
    private const int MostAddresses = 4;

    public OutboundConnections(AddressPolicy policy, TimeProvider time) : this(policy, Dns.GetHostAddressesAsync, time)
    {
    }

    public AddressPolicy Policy => policy;

    /// <exception cref="OutboundException">The host has no address, none that is allowed, or none that answers.</exception>
    public async Task<OutboundConnection> OpenAsync(string host, int port, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var addresses = await ResolveAsync(host, cancel);
        var resolved = time.GetElapsedTime(began);
        var allowed = Array.FindAll(addresses, policy.Allows);
        if (allowed.Length == 0) throw new OutboundException(OutboundFailure.AddressRefused, AddressPolicy.Refusal(addresses[0]));
        SocketException? last = null;
        foreach (var address in allowed.Take(MostAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancel);
                return new OutboundConnection(new NetworkStream(socket, ownsSocket: true), address, resolved, time.GetElapsedTime(began) - resolved);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                last = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw new OutboundException(OutboundFailure.NoConnection, $"{host}:{port} does not take the connection: {last!.Message}");
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            if (await resolve(host, cancel) is { Length: > 0 } addresses) return addresses;
        }
        catch (SocketException)
        {
            // The same as no address.
        }
        throw new OutboundException(OutboundFailure.UnknownName, $"{host} has no address in the DNS.");
    }
}

/// <param name="Stream">Owns the socket.</param>
/// <param name="Resolving">How long the DNS took.</param>
internal sealed record OutboundConnection(Stream Stream, IPAddress Address, TimeSpan Resolving, TimeSpan Connecting);
