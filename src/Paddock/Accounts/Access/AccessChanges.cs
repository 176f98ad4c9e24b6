using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.Access;

/// <summary>Tells requests that last when to ask again whether they may: at once when a role, an account, a session or a token has changed.</summary>
internal sealed class AccessChanges : IDisposable
{
    private static readonly Type[] Watched = [typeof(ProjectMemberRow), typeof(UserRow), typeof(SessionRow), typeof(ApiTokenRow), typeof(ProjectRow)];
    private readonly RelationalStore _store;
    private CancellationTokenSource _next = new();

    public AccessChanges(RelationalStore store)
    {
        _store = store;
        store.Committed += Tell;
    }

    /// <summary>Cancelled by the next change, whoever it is of: they are rare.</summary>
    public CancellationToken Next => Volatile.Read(ref _next).Token;

    public void Dispose()
    {
        _store.Committed -= Tell;
        _next.Dispose();
    }

    // Without waiting for those who listen: the handlers of a commit never block.
    private void Tell(IReadOnlySet<Type> changed)
    {
        if (!Watched.Any(changed.Contains))
            return;
        var told = Interlocked.Exchange(ref _next, new CancellationTokenSource());
        _ = told.CancelAsync();
    }
}
