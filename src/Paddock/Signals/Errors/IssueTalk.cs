using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>What people say about issues, and who has looked at them.</summary>
internal sealed class IssueTalk(RelationalStore store, TimeProvider time)
{
    public const int LongestComment = 4_000;
    public const string Commented = "commented";
    private const int MostViewers = 20;

    /// <summary>What was done with an issue and said about it, newest first: one row more than a page, if there is one.</summary>
    public Task<List<IssueActivityRow>> ActivityAsync(int project, int issue, int offset, int limit, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.IssueActivity.Where(row => row.ProjectId == project && row.IssueId == issue && row.DeletedAt == null).OrderByDescending(static row => row.Id).Skip(offset).Take(limit).ToListAsync(stop), cancel);

    public Task<IssueActivityRow> CommentAsync(int project, int issue, IssueActor actor, string text, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var row = new IssueActivityRow { ProjectId = project, IssueId = issue, Time = time.GetUtcNow(), UserId = actor.UserId, Actor = actor.Name, Action = Commented, Detail = text };
        db.IssueActivity.Add(row);
        await db.SaveChangesAsync(stop);
        return row;
    }, cancel);

    /// <summary>Changes one's own comment.</summary>
    /// <returns>Null: there is none of theirs.</returns>
    public Task<IssueActivityRow?> ChangeAsync(int project, int issue, int comment, IssueActor actor, Action<IssueActivityRow, DateTimeOffset> change, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        var row = await db.IssueActivity.SingleOrDefaultAsync(each => each.Id == comment && each.ProjectId == project && each.IssueId == issue && each.Action == Commented && each.UserId == actor.UserId && each.Actor == actor.Name, stop);
        if (row is not null) change(row, time.GetUtcNow());
        return row;
    }, cancel);

    /// <summary>Remembers that a person looked at it.</summary>
    public Task<bool> SeeAsync(int issue, int user, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        if (await db.IssueViews.FindAsync([issue, user], stop) is { } view) view.SeenAt = time.GetUtcNow();
        else db.IssueViews.Add(new IssueViewRow { IssueId = issue, UserId = user, SeenAt = time.GetUtcNow() });
        return true;
    }, cancel);

    /// <summary>Who looked at it, those who did last first.</summary>
    public Task<List<(int Id, string Name, string Email, DateTimeOffset At)>> ViewersAsync(int issue, CancellationToken cancel) => store.ReadAsync(async (db, stop) =>
        (await db.IssueViews.Where(row => row.IssueId == issue).OrderByDescending(static row => row.SeenAt).Take(MostViewers)
            .Join(db.Users, static view => view.UserId, static user => user.Id, static (view, user) => new { user.Id, user.Name, user.Email, view.SeenAt }).ToListAsync(stop))
        .OrderByDescending(static row => row.SeenAt).Select(static row => (row.Id, row.Name is "" ? row.Email : row.Name, row.Email, row.SeenAt)).ToList(), cancel);
}
