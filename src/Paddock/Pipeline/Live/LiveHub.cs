using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Paddock.Pipeline.Live;

/// <summary>Something new is visible in a project: the name of a server-sent event and its data, one line of JSON.</summary>
internal readonly record struct LiveMessage(string Event, string Data);

/// <summary>
/// Tells open screens what has just become visible. It carries news, not records: a reader that is slow loses the oldest news
/// and nothing else, because every message only says "look again".
/// </summary>
internal sealed class LiveHub
{
    // A slow reader holds at most this many messages; the batch writer publishes a few a second.
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<(int Project, Guid Reader), Channel<LiveMessage>> readers = new();

    public int Readers => readers.Count;

    public void Publish(int project, LiveMessage message)
    {
        foreach (var (key, channel) in readers)
            if (key.Project == project) channel.Writer.TryWrite(message);
    }

    public Subscription Subscribe(int project)
    {
        var channel = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var key = (project, Guid.NewGuid());
        readers[key] = channel;
        return new Subscription(channel.Reader, () => readers.TryRemove(key, out _));
    }

    public sealed class Subscription(ChannelReader<LiveMessage> messages, Action leave) : IDisposable
    {
        public ChannelReader<LiveMessage> Messages => messages;
        public void Dispose() => leave();
    }
}
