using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Paddock.Accounts;
using Paddock.Hosting;
using Paddock.Pipeline;
using Paddock.Protocols.Syslog;

namespace Paddock.Receivers.Listeners;

/// <summary>
/// Streams of messages at one address, with TLS or without. A stream is read on when what it brought is kept, so who sends too much has to wait. One that is silent holds no memory;
/// one that has begun a message has a minute to end it.
/// </summary>
internal sealed class StreamListener : IDisposable
{
    private const int MostConnections = 2000, MostConnectionsOfClient = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ListenedProtocol protocol;
    private readonly ListenerAddress address;
    private readonly X509Certificate2? certificate;
    private readonly Refusals refusals;
    private readonly TimeProvider time;
    private readonly Socket socket;
    private readonly ConcurrentDictionary<ulong, int> connections = new();
    private int all;

    /// <summary>Binds; throws <see cref="SocketException"/> where it cannot.</summary>
    /// <param name="certificate">Of TLS; null: none.</param>
    public StreamListener(ListenedProtocol protocol, ListenerAddress address, X509Certificate2? certificate, Refusals refusals, TimeProvider time)
    {
        (this.protocol, this.address, this.certificate, this.refusals, this.time) = (protocol, address, certificate, refusals, time);
        socket = new Socket(address.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(address.EndPoint);
        socket.Listen();
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            Socket connection;
            try
            {
                connection = await socket.AcceptAsync(cancel);
            }
            catch (SocketException)
            {
                // Out of files, or gone before it was taken: there may be room again soon.
                await Task.Delay(Pause, time, cancel);
                continue;
            }
            _ = ServeAsync(connection, cancel);
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task ServeAsync(Socket connection, CancellationToken cancel)
    {
        using var closing = connection;
        var client = ClientNetwork.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        var mine = connections.AddOrUpdate(client, 1, static (_, count) => count + 1);
        try
        {
            if (Interlocked.Increment(ref all) > MostConnections || mine > MostConnectionsOfClient)
            {
                refusals.Count(Refusals.NoProject, protocol.Name, "too_many_connections", StatusCodes.Status429TooManyRequests);
                return;
            }
            connection.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await using var stream = await OpenAsync(new NetworkStream(connection), cancel);
            await ReadAsync(stream, client, cancel);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The other end left, was too slow, or spoke no TLS.
        }
        finally
        {
            Interlocked.Decrement(ref all);
            if (connections.AddOrUpdate(client, 0, static (_, count) => count - 1) == 0) connections.TryRemove(KeyValuePair.Create(client, 0));
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream plain, CancellationToken cancel)
    {
        if (certificate is null) return plain;
        var secure = new SslStream(plain);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, patience.Token);
        return secure;
    }

    private async Task ReadAsync(Stream stream, ulong client, CancellationToken cancel)
    {
        using var buffer = new StreamBuffer(protocol);
        var since = time.GetTimestamp();
        while (true)
        {
            // Waits without memory while nothing has begun.
            var hasBegun = !buffer.IsEmpty;
            var nothing = hasBegun ? 0 : await stream.ReadAsync(Memory<byte>.Empty, cancel);
            Debug.Assert(nothing == 0);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (hasBegun) patience.CancelAfter(Patience - time.GetElapsedTime(since) is { Ticks: > 0 } left ? left : TimeSpan.Zero);
            var read = await stream.ReadAsync(buffer.Room(), patience.Token);
            buffer.Add(read);
            var messages = buffer.Split(client, isEnd: read == 0, out var taken, out var status);
            // A message that goes on has begun when it began.
            if (!hasBegun || taken > 0) since = time.GetTimestamp();
            if (messages.Count > 0) await protocol.TakeMessages(messages, address.Key, isStream: true, cancel);
            buffer.Keep(taken);
            if (status == FrameStatus.Malformed) refusals.Count(Refusals.NoProject, protocol.Name, "malformed_stream", StatusCodes.Status400BadRequest);
            if (status == FrameStatus.Malformed || read == 0) return;
        }
    }
}
