using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors;

/// <summary>Searches with a name, of one person or of all who read the project.</summary>
internal sealed class SavedSearches(RelationalStore store, TimeProvider time)
{
    public const int Most = 100;

    /// <summary>Those that a person sees, by name.</summary>
    public Task<List<SavedSearchRow>> ListAsync(int project, int? user, CancellationToken cancel) => store.ReadAsync(
        (db, stop) => db.SavedSearches.Where(row => row.ProjectId == project && (row.UserId == null || row.UserId == user)).OrderBy(static row => row.Name).ToListAsync(stop), cancel);

    /// <returns>Null: there are enough.</returns>
    public Task<SavedSearchRow?> AddAsync(int project, int? user, string name, string query, string sort, CancellationToken cancel) => store.WriteAsync(async (db, stop) =>
    {
        if (await db.SavedSearches.CountAsync(row => row.ProjectId == project && row.UserId == user, stop) >= Most) return null;
        var row = new SavedSearchRow { ProjectId = project, UserId = user, Name = name, Query = query, Sort = sort, CreatedAt = time.GetUtcNow() };
        db.SavedSearches.Add(row);
        await db.SaveChangesAsync(stop);
        return row;
    }, cancel);

    /// <returns>Whether there was one that the person may take away.</returns>
    public Task<bool> RemoveAsync(int project, int? user, int search, CancellationToken cancel) => store.WriteAsync(
        async (db, stop) => await db.SavedSearches.Where(row => row.Id == search && row.ProjectId == project && (row.UserId == null || row.UserId == user)).ExecuteDeleteAsync(stop) > 0, cancel);
}
