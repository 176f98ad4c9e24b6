using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline.Reading;

namespace Paddock.Alerting;

/// <summary>From happenings to messages that wait to be sent: each happening is in one message of an alert, in the transaction that marks it as told.</summary>
internal sealed class Gathering(RelationalStore store, ProjectPeople people, TimeProvider time)
{
    // Imports and clients that were offline tell of what nobody needs to get up for.
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(1);

    // What was noticed when, by alert: lost with the process, and then noticed anew.
    private readonly Dictionary<int, Noticed> _noticed = [];

    /// <returns>When something is due next; null: nothing waits.</returns>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken cancel)
    {
        DateTimeOffset? next = null;
        await WakeAsync(cancel);
        foreach (var alert in await store.ReadAsync(static (db, stop) => db.Alerts.Where(static row => row.DeletedAt == null).ToListAsync(stop), cancel))
        {
            if (alert.SnoozedUntil is { } until)
            {
                _noticed.Remove(alert.Id);
                if (next is null || until < next) next = until;
                continue;
            }
            var lastId = await store.ReadAsync((db, stop) => Untold(db, alert).MaxAsync(static row => (int?)row.Id, stop), cancel);
            if (lastId is not { } newest)
            {
                _noticed.Remove(alert.Id);
                continue;
            }
            var now = time.GetUtcNow();
            var known = _noticed.GetValueOrDefault(alert.Id) ?? new Noticed(now, now, newest);
            var noticed = _noticed[alert.Id] = known.LastId == newest ? known : known with { Newest = now, LastId = newest };
            var due = Pace.Due(noticed.Oldest, noticed.Newest, alert.LastAt);
            if (due <= now)
            {
                await TellAsync(alert.Id, alert.ProjectId, cancel);
                _noticed.Remove(alert.Id);
            }
            else if (next is null || due < next)
            {
                next = due;
            }
        }
        return next;
    }

    /// <summary>Ends the snoozes whose time is over: what happened meanwhile is counted, and not told.</summary>
    private async Task WakeAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (!await store.ReadAsync((db, stop) => db.Alerts.AnyAsync(row => row.SnoozedUntil <= now, stop), cancel)) return;
        await store.WriteAsync(async (db, stop) =>
        {
            foreach (var alert in await db.Alerts.Where(row => row.SnoozedUntil <= now).ToListAsync(stop))
            {
                var slept = Meant(db, alert).Where(row => row.Time <= alert.SnoozedUntil);
                alert.Unsaid += await slept.CountAsync(stop);
                alert.SeenId = await slept.MaxAsync(static row => (int?)row.Id, stop) ?? alert.SeenId;
                alert.SnoozedUntil = null;
            }
            return 0;
        }, cancel);
    }

    private async Task TellAsync(int id, int project, CancellationToken cancel)
    {
        var readers = await people.ListAsync(project, cancel);
        await store.WriteAsync(async (db, stop) =>
        {
            var alert = await db.Alerts.SingleAsync(row => row.Id == id, stop);
            var of = await db.Projects.SingleAsync(row => row.Id == project, stop);
            var untold = Untold(db, alert);
            if (await untold.MaxAsync(static row => (int?)row.Id, stop) is not { } last) return 0;
            var counts = await untold.GroupBy(static row => row.Kind).Select(static group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(static group => group.Key, static group => group.Count, stop);
            var newest = await untold.OrderByDescending(static row => row.Id).Take(AlertContent.MostItems).ToListAsync(stop);
            var content = new AlertContent(of.Name, of.Slug, alert.Name, counts, [.. newest.Select(static row => new AlertItem(row.Kind, row.SubjectId, Questions.Iso(row.Time), row.Title, row.Detail, row.Level))], [], Unsaid(alert));
            (alert.SeenId, alert.LastAt, alert.SnoozedBy, alert.Unsaid) = (last, time.GetUtcNow(), "", 0);
            await AddAsync(db, alert, content, readers, stop);
            return 0;
        }, cancel);
    }

    /// <summary>A message for the channel; for mail one for each reader who has not muted the alert.</summary>
    private async Task AddAsync(PaddockDb db, AlertRow alert, AlertContent content, IReadOnlyList<UserRow> readers, CancellationToken cancel)
    {
        if (alert.Channel != ChannelKind.Mail)
        {
            Add(db, alert, content, null, MessageState.Waiting);
            return;
        }
        var muted = await db.AlertMutes.Where(row => row.AlertId == alert.Id).Select(static row => row.UserId).ToListAsync(cancel);
        var midnight = MailBudget.DayOf(time.GetUtcNow());
        foreach (var reader in readers.Where(reader => !muted.Contains(reader.Id)))
        {
            var today = await db.AlertMessages.CountAsync(row => row.UserId == reader.Id && row.AlertId != null && row.CreatedAt >= midnight && row.State != MessageState.Held && row.State != MessageState.Digested, cancel);
            Add(db, alert, content, reader.Id, today < reader.MailsADay ? MessageState.Waiting : MessageState.Held);
        }
    }

    private void Add(PaddockDb db, AlertRow alert, AlertContent content, int? user, string state) => db.AlertMessages.Add(new AlertMessageRow
    {
        ProjectId = alert.ProjectId,
        AlertId = alert.Id,
        UserId = user,
        CreatedAt = time.GetUtcNow(),
        State = state,
        NextTryAt = time.GetUtcNow(),
        Count = content.Count,
        Subject = content.Subject(),
        // As much as is needed: each person's is a row of its own for ninety days.
        Content = (content with { Items = state == MessageState.Held ? [] : alert.Channel == ChannelKind.PagerDuty ? content.Items : [.. content.Shown] }).Write(),
    });

    private static string Unsaid(AlertRow alert) =>
        alert.Unsaid == 0 ? "" : $"Before that, {alert.Unsaid} {(alert.Unsaid == 1 ? "thing" : "things")} happened that nobody was told of: {alert.SnoozedBy} had snoozed this alert.";

    /// <summary>What waits to be told: since when, since when nothing more came, and up to which.</summary>
    private sealed record Noticed(DateTimeOffset Oldest, DateTimeOffset Newest, int LastId);

    private IQueryable<HappeningRow> Untold(PaddockDb db, AlertRow alert)
    {
        var since = time.GetUtcNow() - TooOld;
        return Meant(db, alert).Where(row => row.Time >= since);
    }

    private static IQueryable<HappeningRow> Meant(PaddockDb db, AlertRow alert)
    {
        var (kinds, levels) = (alert.Occasions.Split(','), Occasion.From(alert.Level));
        return db.Happenings.Where(row => row.ProjectId == alert.ProjectId && row.Id > alert.SeenId && kinds.Contains(row.Kind) && levels.Contains(row.Level));
    }
}
