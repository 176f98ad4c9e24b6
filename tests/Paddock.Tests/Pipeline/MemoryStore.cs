using System.Runtime.CompilerServices;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

/// <summary>
/// The store behind the border of the process: parts that are there whole or not at all, and no memory of what it was told before, so an
/// insert repeated is stored twice. It outlives the pipelines that connect to it.
/// </summary>
internal sealed class MemoryStore
{
    private readonly Lock gate = new();
    private readonly List<(PartKey Part, ulong Batch, IReadOnlyList<byte[]> Rows)> parts = [];

    /// <summary>What an insert ends with before anything is stored; null: it goes on.</summary>
    public Func<PartKey, IReadOnlyList<RowRef>, Exception?> Refuses { get; set; } = static (_, _) => null;

    /// <summary>What an insert ends with after it is stored: its answer is lost.</summary>
    public Func<PartKey, Exception?> LosesAnswer { get; set; } = static _ => null;

    public int Inserts { get; private set; }

    public static ClickHouseException Away() => new(0, "NO_ANSWER", "ClickHouse gave no answer");

    public static ClickHouseException Error(int code) => new(code, $"CODE_{code}", $"Refused with {code}");

    public IReadOnlyList<(PartKey Part, ulong Batch, int Rows)> Parts
    {
        get { lock (gate) return [.. parts.Select(part => (part.Part, part.Batch, part.Rows.Count))]; }
    }

    /// <summary>The names of the things that are stored, one for each row.</summary>
    public IReadOnlyList<string> Names
    {
        get { lock (gate) return [.. parts.Where(part => part.Part.Table == Things.Table).SelectMany(part => part.Rows).Select(row => Things.NameOf(row))]; }
    }

    public ulong Counted(string outcome)
    {
        var total = 0UL;
        lock (gate)
        {
            foreach (var row in parts.Where(part => part.Part.Table == Ledger.Table).SelectMany(part => part.Rows))
            {
                var reader = new RowReader(Ledger.Table, row, Ledger.Table.Columns.Count);
                if (reader.String(Ledger.Table.IndexOf("outcome")).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(outcome)))
                    total += reader.UInt64(Ledger.Table.IndexOf("quantity"));
            }
        }

        return total;
    }

    public IPartStore Connect(PowerSwitch power) => new Connection(this, power);

    private sealed class Connection(MemoryStore store, PowerSwitch power) : IPartStore
    {
        public async Task InsertAsync(PartKey part, ulong batch, List<RowRef> rows, CancellationToken cancellationToken)
        {
            await Task.Yield();
            lock (store.gate)
            {
                if (!power.Passes()) throw Away();
                store.Inserts++;
                if (store.Refuses(part, rows) is { } refusal) throw refusal;
                Assert.All(rows, row => Assert.Equal(part, PartKey.Of(row.Table, row.Bytes.Span)));
                store.parts.Add((part, batch, [.. rows.Select(row => row.Bytes.ToArray())]));
                if (!power.Passes() || store.LosesAnswer(part) is not null) throw Away();
            }
        }

        public async Task<bool> ContainsAsync(PartKey part, ulong batch, CancellationToken cancellationToken)
        {
            await Task.Yield();
            lock (store.gate)
            {
                if (!power.Passes()) throw Away();
                return store.parts.Any(stored => stored.Part == part && stored.Batch == batch);
            }
        }

        public async IAsyncEnumerable<(int Project, UInt128 Key)> RecentKeysAsync(string sql, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (!power.Passes()) throw Away();
            foreach (var name in store.Names.Where(name => name.StartsWith("key ", StringComparison.Ordinal))) yield return (Things.Key.Project, Things.DedupKeyOf(name));
        }
    }
}
