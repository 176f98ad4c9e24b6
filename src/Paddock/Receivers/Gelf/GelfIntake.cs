using Paddock.Pipeline;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Gelf;
using Paddock.Receivers.Listeners;

namespace Paddock.Receivers.Gelf;

/// <summary>Puts chunked datagrams together, unpacks them, and keeps what they hold.</summary>
internal sealed class GelfIntake(ListenedLogs logs, Refusals refusals, TimeProvider time)
{
    /// <summary>Unpacked.</summary>
    public const int LongestMessage = 1 << 20;

    private readonly Lock putting = new();
    private readonly GelfChunks chunks = new();
    private int dropped;

    public Task TakeAsync(MessageBatch batch, string key, bool isStream, CancellationToken cancel)
    {
        var messages = new List<ReadOnlyMemory<byte>>(batch.Count);
        for (var index = 0; index < batch.Count; index++)
        {
            var message = isStream || !GelfChunks.IsChunk(batch[index].Span) ? batch[index] : Put(batch.ClientOf(index), batch[index].Span);
            if (message is null) continue;
            if (Datagrams.Unpack(message.Value, LongestMessage) is { } whole) messages.Add(whole);
            else refusals.Count(Refusals.NoProject, GelfModule.Name, "malformed_body", StatusCodes.Status400BadRequest);
        }
        return logs.KeepAsync(GelfModule.Name, messages, key, isStream, GelfReader.KeyOf, GelfReader.Read, cancel);
    }

    private ReadOnlyMemory<byte>? Put(ulong client, ReadOnlySpan<byte> datagram)
    {
        lock (putting)
        {
            var whole = chunks.Add(client, datagram, time.GetUtcNow());
            if (chunks.Dropped > dropped) refusals.Count(Refusals.NoProject, GelfModule.Name, "incomplete_message", StatusCodes.Status400BadRequest, chunks.Dropped - dropped);
            dropped = chunks.Dropped;
            if (whole is null) return null;
            return whole;
        }
    }
}
