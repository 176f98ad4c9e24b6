namespace Paddock.Pipeline;

/// <summary>Where a row stands in the journal: the address of its entry and its place among that entry's rows.</summary>
internal readonly record struct RowPlace(long Address, int Index);

/// <summary>How many rows go into one partition of one table; see <see cref="PartKey"/>.</summary>
internal readonly record struct PlannedPart(byte TableId, ushort RetentionDays, ushort Monday, int Rows);

/// <summary>
/// What is about to be stored, fixed on the medium before the first try, so that every later try is the same one.
/// </summary>
/// <param name="Batch">The number in the column `batch` of all its rows.</param>
/// <param name="Begin">Journal address of the first entry.</param>
/// <param name="End">Journal address behind the last one.</param>
/// <param name="Parts">In the order of their first row.</param>
/// <param name="Duplicates">Rows that are not stored, because their dedup key came before.</param>
internal sealed record Plan(ulong Batch, long Begin, long End, IReadOnlyList<PlannedPart> Parts, IReadOnlyList<RowPlace> Duplicates);

/// <summary>Rows first … first + count of a part, refused under one batch number, are tried in two halves under new ones.</summary>
/// <param name="Part">Index into the plan's parts; the ledger's parts follow them.</param>
/// <param name="First">The first row of the piece in its part.</param>
/// <param name="Rows">How many.</param>
/// <param name="LeftBatch">Batch number of the first <c>Rows / 2</c>; the rest has the next number.</param>
internal readonly record struct Split(int Part, int First, int Rows, ulong LeftBatch)
{
    public ulong RightBatch => LeftBatch + 1;
}

/// <summary>A single row the store refused; it lies in the dead-letter file.</summary>
internal readonly record struct DeadRow(int Part, int Row);

/// <summary>A plan that is not done, with what its tries have taught.</summary>
internal sealed class OpenPlan(Plan plan)
{
    public Plan Plan => plan;

    public List<Split> Splits { get; } = [];

    public List<DeadRow> Dead { get; } = [];
}
