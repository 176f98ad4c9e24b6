using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Alerting;

/// <summary>What did not reach somebody because the day's mails were used up comes in one mail the next morning.</summary>
internal sealed class MailBudget(RelationalStore store, TimeProvider time)
{
    /// <summary>Of the day (UTC).</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(6);

    public static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    public Task DigestAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var day = DayOf(now - Morning);
        return store.WriteAsync(async (db, stop) =>
        {
            foreach (var held in (await db.AlertMessages.Where(row => row.State == MessageState.Held && row.CreatedAt < day).OrderBy(static row => row.Id).ToListAsync(stop)).GroupBy(static row => row.UserId))
            {
                var rows = held.ToList();
                var content = new AlertContent("Paddock", "", "", [], [], [.. rows.Take(AlertContent.MostOthers).Select(static row => row.Subject)]);
                db.AlertMessages.Add(new AlertMessageRow
                {
                    UserId = held.Key,
                    CreatedAt = now,
                    State = MessageState.Waiting,
                    NextTryAt = now,
                    Count = rows.Count,
                    Subject = rows.Count == 1 ? rows[0].Subject : $"{rows.Count} messages that were kept for the morning",
                    Content = content.Write(),
                });
                foreach (var row in rows) row.State = MessageState.Digested;
            }
            return 0;
        }, cancel);
    }
}

internal static class MessageState
{
    public const string Waiting = "waiting", Sent = "sent", Failed = "failed", Held = "held", Digested = "digested";
}
