using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Listeners;

/// <summary>Parses messages of log lines.</summary>
internal delegate OtlpResult MessageParser(IEnumerable<ReadOnlyMemory<byte>> messages, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor);

/// <summary>Finds the key that a message itself has; "" for none.</summary>
internal delegate string KeyOfMessage(ReadOnlySpan<byte> message);

/// <summary>Keeps log lines that came by themselves, each for the project whose key its listener has, or itself.</summary>
internal sealed class ListenedLogs(ProjectKeys keys, RecordIntake intake, Refusals refusals, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Done when each message is kept, or counted as lost.</summary>
    /// <param name="canWait">The sender can be made to wait while nothing can be kept; else what cannot be kept at once is lost. What is above a limit is lost in any case: others may send by the same connection.</param>
    public async Task KeepAsync(string door, IReadOnlyList<ReadOnlyMemory<byte>> messages, string key, bool canWait, KeyOfMessage keyOf, MessageParser parser, CancellationToken cancel)
    {
        foreach (var group in messages.GroupBy(message => key.Length > 0 ? key : keyOf(message.Span)))
            await KeepAsync(door, group.ToList(), group.Key, canWait, parser, cancel);
    }

    // Of one key: others' are not touched by what has to be tried again.
    private async Task KeepAsync(string door, List<ReadOnlyMemory<byte>> messages, string key, bool canWait, MessageParser parser, CancellationToken cancel)
    {
        while (await keys.FindAsync(key, cancel) is { } project)
        {
            var kept = await intake.StoreAsync(project, door, LedgerSignals.Logs, body: null, (_, rows) => parser(messages, rows.Context, rows.Logs), cancel);
            if (kept.Refusal is not { } refusal) return;
            if (!canWait || !refusal.IsPassing || refusal.IsLimit)
            {
                refusals.Count(project.Id, door, refusal.Reason, refusal.Status, messages.Count);
                return;
            }
            await Task.Delay(Pause, time, cancel);
        }
        refusals.Count(Refusals.NoProject, door, key.Length == 0 ? DoorRefusal.NoKey.Reason : DoorRefusal.UnknownKey.Reason, StatusCodes.Status401Unauthorized, messages.Count);
    }
}
