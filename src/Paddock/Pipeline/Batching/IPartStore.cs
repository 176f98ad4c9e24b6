namespace Paddock.Pipeline;

/// <summary>The store as the batch writer needs it: the border of the process.</summary>
internal interface IPartStore
{
    /// <summary>Stores the rows as one part, all or none, on the medium when it returns. After an exception nobody knows.</summary>
    Task InsertAsync(PartKey part, ulong batch, List<RowRef> rows, CancellationToken cancellationToken);

    /// <summary>Whether the rows of that batch number are in the part; never while an insert of them is still under way.</summary>
    Task<bool> ContainsAsync(PartKey part, ulong batch, CancellationToken cancellationToken);

    /// <summary>See <see cref="TableBinding.RecentKeysSql"/>.</summary>
    IAsyncEnumerable<(int Project, UInt128 Key)> RecentKeysAsync(string sql, CancellationToken cancellationToken);
}
