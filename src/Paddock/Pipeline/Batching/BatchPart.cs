namespace Paddock.Pipeline;

/// <summary>The rows of a batch that go into one partition of one table, in the order of the journal.</summary>
internal sealed record BatchPart(PartKey Key, List<RowRef> Rows);
