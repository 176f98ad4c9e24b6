using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.SecondFactor;
using Paddock.Alerting.Channels;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Alerting;

/// <summary>
/// Sends what waits, to each host one after the other, and tries again what fails. Sent is written down after it was sent: a process that ends in between sends twice rather than never.
/// </summary>
internal sealed class Outbox(RelationalStore store, IEnumerable<IChannel> channels, SecretBox box, TimeProvider time)
{
    private const int AtOnce = 100;

    // Not why the other one failed: it may be another project's.
    private const string NotTried = "Another message to the same host failed just now; this one is tried next time.";

    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(static channel => channel.Kind);

    /// <summary>All that is due now. A host that does not answer holds up nothing that goes elsewhere, and is asked once.</summary>
    public async Task SendAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var waiting = await store.ReadAsync(
            (db, stop) => (
                from message in db.AlertMessages
                where message.State == MessageState.Waiting && message.NextTryAt <= now
                join alert in db.Alerts on message.AlertId equals alert.Id into alerts
                from alert in alerts.DefaultIfEmpty()
                where message.AlertId == null || alert.DeletedAt == null
                join user in db.Users on message.UserId equals user.Id into users
                from user in users.DefaultIfEmpty()
                orderby message.Id
                select new Outgoing(message, alert, user)).Take(AtOnce).ToListAsync(stop),
            cancel);
        await Task.WhenAll(waiting.GroupBy(static each => each.Alert?.Host ?? "").Select(async ofHost =>
        {
            var hasFailed = false;
            foreach (var each in ofHost)
            {
                var problem = hasFailed ? NotTried : await TryAsync(each, cancel);
                await NoteAsync(each.Message.Id, problem, isTried: !hasFailed, cancel);
                hasFailed |= problem is not null;
            }
        }));
    }

    /// <returns>Why it was not sent; null: it was.</returns>
    private async Task<string?> TryAsync(Outgoing outgoing, CancellationToken cancel)
    {
        var target = outgoing.Alert is null ? new AlertTarget("", "") : AlertTarget.Open(box, outgoing.Alert.ProjectId, outgoing.Alert.Sealed);
        if (target is null) return "The address cannot be read: the file secrets.key is another one. Make the alert anew.";
        var channel = _channels[outgoing.Alert?.Channel ?? ChannelKind.Mail];
        return await channel.SendAsync(new Envelope(outgoing.Message.Id, outgoing.Alert, outgoing.User, target, outgoing.Message.Subject, AlertContent.Read(outgoing.Message.Content)), cancel);
    }

    private Task<bool> NoteAsync(int id, string? problem, bool isTried, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        if (await db.AlertMessages.FindAsync([id], stop) is not { } row) return false;
        if (isTried) row.Tries++;
        row.Problem = problem ?? "";
        var retry = Pace.Retry(Math.Max(1, row.Tries));
        if (problem is null) (row.State, row.SentAt) = (MessageState.Sent, time.GetUtcNow());
        else if (retry is { } wait) row.NextTryAt = time.GetUtcNow() + wait;
        else row.State = MessageState.Failed;
        return true;
    }, cancel);

    private sealed record Outgoing(AlertMessageRow Message, AlertRow? Alert, UserRow? User);
}
