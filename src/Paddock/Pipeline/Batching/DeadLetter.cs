namespace Paddock.Pipeline;

/// <summary>Something acknowledged that the store will not take. It may be written twice when a crash comes between: same address, table and bytes.</summary>
/// <param name="Address">Journal address of its entry, or the batch number it was refused under.</param>
/// <param name="TableId">0: the bytes are a whole journal entry.</param>
/// <param name="ColumnCount">Of the row.</param>
/// <param name="Reason">What the store said.</param>
/// <param name="Bytes">The row in row form.</param>
internal readonly record struct DeadLetter(long Address, byte TableId, int ColumnCount, string Reason, ReadOnlyMemory<byte> Bytes);
