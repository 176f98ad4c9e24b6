using System.Text;
using Paddock.Outbound;
using Paddock.Protocols.Munin;

namespace Paddock.Receivers.Scraping;

/// <summary>Asks a node of Munin for all its plugins, by its own protocol: a line each way, longer answers end with a dot. Bounded in plugins, bytes and time.</summary>
internal sealed class MuninNode(OutboundConnections connections, TimeProvider time)
{
    private const int MostPlugins = 500;
    private const int MostBytes = 4 << 20, FirstBytes = 16 << 10;

    /// <returns>Why nothing could be had; "": all could.</returns>
    public async Task<(string Failure, List<MuninPlugin> Plugins)> AskAsync(string host, int port, TimeSpan patience, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await using var stream = (await connections.OpenAsync(host, port, ends.Token)).Stream;
            return ("", await AskAsync(new Conversation(stream, ends.Token)));
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested && problem is IOException or InvalidDataException or OperationCanceledException)
        {
            return (timeout.IsCancellationRequested ? $"no whole answer within {patience.TotalSeconds:0.#} s" : problem.Message, []);
        }
    }

    private static async Task<List<MuninPlugin>> AskAsync(Conversation node)
    {
        var greeting = await node.HearAsync("\n");
        if (!greeting.Span.StartsWith("# munin node"u8)) throw new InvalidDataException("it is no node of Munin");
        await node.AskAsync("cap multigraph", "\n");
        var names = Encoding.UTF8.GetString((await node.AskAsync("list", "\n")).Span).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var plugins = new List<MuninPlugin>();
        foreach (var name in names.Take(MostPlugins)) plugins.Add(new MuninPlugin(name, await node.AskAsync($"config {name}", ".\n"), await node.AskAsync($"fetch {name}", ".\n")));
        return plugins;
    }

    private sealed class Conversation(Stream stream, CancellationToken cancel)
    {
        private byte[] _buffer = new byte[FirstBytes];
        private int _length;
        private int _total;

        public async Task<ReadOnlyMemory<byte>> AskAsync(string question, string end)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(question + "\n"), cancel);
            return await HearAsync(end);
        }

        /// <param name="end">A line's, or a dot that is a line by itself; it does not belong to the answer.</param>
        public async Task<ReadOnlyMemory<byte>> HearAsync(string end)
        {
            var mark = Encoding.ASCII.GetBytes(end);
            for (var searched = 0; ;)
            {
                if (Find(mark, searched) is >= 0 and var at)
                {
                    var answer = _buffer[..at];
                    _length -= at + mark.Length;
                    _buffer.AsSpan(at + mark.Length, _length).CopyTo(_buffer);
                    return answer;
                }
                searched = Math.Max(0, _length - mark.Length);
                if (_length == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
                var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancel);
                if (read == 0) throw new InvalidDataException("it closed the connection before its answer was whole");
                _length += read;
                _total += read;
                if (_total > MostBytes) throw new InvalidDataException("its answers are longer than 4 MB");
            }
        }

        private int Find(byte[] mark, int from)
        {
            for (var at = from; _buffer.AsSpan(at, _length - at).IndexOf(mark) is var next and >= 0; at++)
            {
                at += next;
                if (mark.Length == 1 || at == 0 || _buffer[at - 1] == (byte)'\n') return at;
            }
            return -1;
        }
    }
}
