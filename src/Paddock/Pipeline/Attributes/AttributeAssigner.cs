using Microsoft.EntityFrameworkCore;
using Paddock.ClickHouse.Scope;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Pipeline.Attributes;

/// <summary>Gives the attributes that are seen often a column each, for good, from time to time.</summary>
internal sealed class AttributeAssigner(AttributeCatalog catalog, RelationalStore store, TimeProvider time, ILogger<AttributeAssigner> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    internal async Task LoadAsync(CancellationToken cancellation)
    {
        var known = await store.ReadAsync(static (db, stop) => db.AttributeSlots.ToListAsync(stop), cancellation);
        foreach (var rows in known.GroupBy(static row => row.ProjectId)) catalog.Use(rows.Key, NamesOf(rows));
    }

    internal async Task AssignAsync(CancellationToken cancellation)
    {
        foreach (var names in catalog.TakeFrequent().GroupBy(static seen => seen.Project, static seen => seen.Name))
            catalog.Use(names.Key, NamesOf(await store.WriteAsync((db, stop) => AssignAsync(db, names.Key, names, stop), cancellation)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await LoadAsync(stoppingToken);
        using var following = new Following(store, [typeof(AttributeSlotRow)], LoadAsync, time);
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AssignAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(problem, "Attributes keep to the map: their columns could not be written down");
            }
        }
    }

    private static async Task<List<AttributeSlotRow>> AssignAsync(PaddockDb db, int project, IEnumerable<string> names, CancellationToken cancellation)
    {
        var taken = await db.AttributeSlots.Where(row => row.ProjectId == project).ToListAsync(cancellation);
        var free = names.Except(taken.Select(static row => row.Name)).Take(AttributeNames.Slots - taken.Count).ToList();
        foreach (var name in free)
        {
            taken.Add(new AttributeSlotRow { ProjectId = project, Slot = taken.Count + 1, Name = name });
            db.AttributeSlots.Add(taken[^1]);
        }
        return taken;
    }

    private static AttributeNames NamesOf(IEnumerable<AttributeSlotRow> rows) => new(rows.ToDictionary(static row => row.Name, static row => row.Slot));
}
