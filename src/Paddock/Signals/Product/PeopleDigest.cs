using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline;

namespace Paddock.Signals.Product;

/// <summary>What the batch writer does with claims besides storing them: before, they become links. On the batch writer's thread.</summary>
internal sealed class PeopleDigest(PersonDirectory directory, PersonMirror mirror, RelationalStore store, TimeProvider time) : IDisposable
{
    private Following? _following;

    /// <summary>Once, before the first batch: the relational side's links go into memory and into the engine's mirror.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await directory.LoadAsync(cancel);
        _following ??= new Following(store, [typeof(PersonLinkRow)], directory.FollowAsync, time);
        await mirror.PrepareAsync(cancel);
        await mirror.FlushAsync(cancel);
    }

    public void Dispose() => _following?.Dispose();

    public TableBinding Binding() => new(PersonClaimsTable.Table)
    {
        BeforeInsert = async (rows, cancel) => await directory.AddAsync([.. rows.Select(static row => PersonClaimsTable.Read(row.Read()))], cancel),
    };
}
