using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Logs;

namespace Paddock.Receivers.Listeners;

/// <summary>Parses messages of log lines.</summary>
internal delegate OtlpResult MessageParser(IEnumerable<ReadOnlyMemory<byte>> messages, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor);

/// <summary>Finds the key that a message itself has; "" for none.</summary>
internal delegate string KeyOfMessage(ReadOnlySpan<byte> message);

/// <summary>Keeps log lines that came by themselves, each for the project whose key its listener has, or itself.</summary>
internal sealed class ListenedLogs(ProjectKeys keys, LogIntake intake, Refusals refusals)
{
    /// <summary>False: nothing could be kept at the moment, and counts as lost unless the messages are brought again.</summary>
    /// <param name="canWait">The sender waits until they are kept.</param>
    public async Task<bool> KeepAsync(string door, IReadOnlyList<ReadOnlyMemory<byte>> messages, string key, bool canWait, KeyOfMessage keyOf, MessageParser parser, CancellationToken cancel)
    {
        if (messages.Count == 0) return true;
        foreach (var group in key.Length > 0 ? messages.GroupBy(_ => key) : messages.GroupBy(message => keyOf(message.Span)))
        {
            var some = group.ToList();
            if (await keys.FindAsync(group.Key, cancel) is not { } project)
            {
                refusals.Count(Refusals.NoProject, door, group.Key.Length == 0 ? "no_key" : "unknown_key", StatusCodes.Status401Unauthorized, some.Count);
                continue;
            }
            var (refusal, _) = await intake.StoreAsync(project, door, body: null, (_, in at, visitor) => parser(some, at, visitor), cancel);
            if (refusal is null) continue;
            if (canWait && refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) return false;
            refusals.Count(project.Id, door, refusal.Reason, refusal.Status, some.Count);
        }
        return true;
    }
}
