
namespace Paddock.Pipeline;

/// <summary>The counts of one batch, by hour of receipt.</summary>
internal sealed class LedgerCounts
{
    private const long NanosecondsPerHour = 3_600_000_000_000;

    private readonly Dictionary<(LedgerKey Key, long Hour, Outcome Outcome, string Reason), ulong> quantities = [];

    // The rows of a request come one after the other: what they add to is looked up once.
    private (LedgerKey Key, long Hour, Outcome Outcome, string Reason) current;
    private ulong currentQuantity;

    public void Add(LedgerKey key, long receivedAt, Outcome outcome, string reason, ulong quantity)
    {
        var place = (key, receivedAt - (receivedAt % NanosecondsPerHour), outcome, reason);
        if (place != current) Close();
        current = place;
        currentQuantity += quantity;
    }

    private void Close()
    {
        if (currentQuantity > 0) quantities[current] = quantities.GetValueOrDefault(current) + currentQuantity;
        currentQuantity = 0;
    }

    /// <summary>The rows of the ledger's table, in an order that does not depend on how they were gathered.</summary>
    public IReadOnlyList<BatchPart> ToParts()
    {
        Close();
        var output = new ClickHouse.ByteBuffer();
        var rows = new List<(int Start, int End)>();
        var ordered = quantities.OrderBy(pair => pair.Key.Hour).ThenBy(pair => pair.Key.Key.Project).ThenBy(pair => pair.Key.Key.Receiver, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Key.Signal, StringComparer.Ordinal).ThenBy(pair => pair.Key.Outcome).ThenBy(pair => pair.Key.Reason, StringComparer.Ordinal);
        var writer = new ClickHouse.RowWriter(output);
        foreach (var ((key, hour, outcome, reason), quantity) in ordered)
        {
            var start = output.Length;
            writer.Begin(Ledger.Table);
            writer.UInt32((uint)key.Project);
            writer.DateTime64(hour);
            writer.UInt16(Ledger.RetentionDays);
            writer.String(key.Receiver);
            writer.String(key.Signal);
            writer.String(OutcomeNames.Of(outcome));
            writer.String(reason);
            writer.UInt64(quantity);
            writer.End();
            rows.Add((start, output.Length));
        }

        var origin = new RowOrigin(Ledger.Table, Ledger.Table.ColumnCount, default, 0);
        return [.. rows.Select(row => new RowRef(origin, output.WrittenMemory[row.Start..row.End]))
            .GroupBy(row => PartKey.Of(Ledger.Table, row.Bytes.Span)).Select(part => new BatchPart(part.Key, [.. part]))];
    }
}
