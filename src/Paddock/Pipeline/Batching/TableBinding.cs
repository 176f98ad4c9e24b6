using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>What the pipeline does around the rows of one table. Hooks run on the batch writer, one at a time.</summary>
/// <param name="Table">Begins with project, time, retention.</param>
internal sealed record TableBinding(Table Table)
{
    /// <summary>Failures of a hook, in some seconds, before its rows are stored without it: a row that makes it fail must not keep its neighbours.</summary>
    public const int HookTries = 8;

    /// <summary>
    /// Gets the new rows of a batch before they are stored, and again after a crash or a failure, so it must be harmless to repeat.
    /// Rows are stored without it when it has failed <see cref="HookTries"/> times for another reason than that ClickHouse is away.
    /// </summary>
    public Func<IReadOnlyList<RowRef>, CancellationToken, ValueTask>? BeforeInsert { get; init; }

    /// <summary>Told what has become visible; after a crash perhaps twice.</summary>
    public Action<BatchStored>? AfterStored { get; init; }

    /// <summary>
    /// SELECT of two columns, project UInt32 and the dedup key as FixedString(16) in big-endian order, oldest first, by which
    /// <see cref="DuplicateWindow"/> is filled at start. Useful are at most <see cref="DuplicateWindow.Capacity"/> rows. Null: this table has no dedup keys.
    /// </summary>
    public string? RecentKeysSql { get; init; }

    /// <summary>Condition of the rows that outlive their retention, since something open is tied to them. Null: none.</summary>
    public string? KeepSql { get; init; }

    /// <summary>The text column whose values name blobs. Null: none.</summary>
    public string? BlobColumn { get; init; }
}

/// <summary>Rows of one table that have just become visible.</summary>
internal sealed record BatchStored(Table Table, ulong Batch, IReadOnlyList<RowRef> Rows);
