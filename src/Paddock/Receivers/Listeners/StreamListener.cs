using System.Buffers;
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
    private const int ReadBytes = 64 * 1024;
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
        var begun = Array.Empty<byte>();
        var since = time.GetTimestamp();
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (begun.Length > 0) patience.CancelAfter(Patience - time.GetElapsedTime(since) is { Ticks: > 0 } left ? left : TimeSpan.Zero);
            // Waits without a buffer: nothing is read yet.
            var nothing = await stream.ReadAsync(Memory<byte>.Empty, patience.Token);
            Debug.Assert(nothing == 0);
            var memory = ArrayPool<byte>.Shared.Rent(begun.Length + ReadBytes);
            try
            {
                begun.CopyTo(memory, 0);
                var read = await stream.ReadAsync(memory.AsMemory(begun.Length, ReadBytes), patience.Token);
                var rest = await TakeAsync(memory.AsMemory(0, begun.Length + read), client, isEnd: read == 0, cancel);
                if (rest is null || read == 0) return;
                // A message that goes on has begun when it began.
                if (rest.Length < begun.Length + read) since = time.GetTimestamp();
                begun = rest;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(memory);
            }
        }
    }

    /// <returns>What is the beginning of the next message; null: the stream cannot be understood any more.</returns>
    private async Task<byte[]?> TakeAsync(ReadOnlyMemory<byte> bytes, ulong client, bool isEnd, CancellationToken cancel)
    {
        var batch = new MessageBatch(bytes.Length);
        var status = Split(bytes.Span, client, batch, isEnd, out var rest);
        if (batch.Count > 0)
        {
            while (!await protocol.TakeMessages(batch, address.Key, isStream: true, cancel)) await Task.Delay(Pause, time, cancel);
        }
        if (status != FrameStatus.Malformed) return rest;
        refusals.Count(Refusals.NoProject, protocol.Name, "malformed_stream", StatusCodes.Status400BadRequest);
        return null;
    }

    private FrameStatus Split(ReadOnlySpan<byte> stream, ulong client, MessageBatch batch, bool isEnd, out byte[] rest)
    {
        FrameStatus status;
        while ((status = protocol.TakeFrame(ref stream, protocol.LongestMessage, out var message)) == FrameStatus.Frame)
        {
            if (!message.IsEmpty) batch.Add(message, client);
        }
        // The last line may lack its end; and one that is longer than a message may be is cut into several.
        if (status == FrameStatus.Incomplete && stream.Length > 0 && (isEnd || stream.Length >= protocol.LongestMessage + SyslogFrames.LongestCount))
        {
            while (isEnd ? stream.Length > 0 : stream.Length >= protocol.LongestMessage)
            {
                var piece = stream[..Math.Min(stream.Length, protocol.LongestMessage)];
                batch.Add(piece, client);
                stream = stream[piece.Length..];
            }
        }
        rest = stream.ToArray();
        return status;
    }
}
