using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Paddock.Testing;

/// <summary>A server on this machine for protocols of lines.</summary>
internal sealed class LineSite : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();

    /// <param name="greeting">What it says before anything is asked; null: nothing.</param>
    /// <param name="talk">Reads lines and says others.</param>
    public LineSite(string? greeting, Func<StreamReader, Func<string, Task>, Task> talk)
    {
        _listener.Start();
        _ = ListenAsync(greeting, talk);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Stop();
        _closed.Dispose();
    }

    private async Task ListenAsync(string? greeting, Func<StreamReader, Func<string, Task>, Task> talk)
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptTcpClientAsync(_closed.Token), greeting, talk);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private static async Task TalkAsync(TcpClient client, string? greeting, Func<StreamReader, Func<string, Task>, Task> talk)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var lines = new StreamReader(stream, Encoding.Latin1);
            Task Say(string line) => stream.WriteAsync(Encoding.Latin1.GetBytes($"{line}\r\n")).AsTask();
            try
            {
                if (greeting is not null) await Say(greeting);
                await talk(lines, Say);
            }
            catch (IOException)
            {
                // The client went away.
            }
        }
    }
}
