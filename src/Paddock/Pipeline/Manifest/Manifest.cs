namespace Paddock.Pipeline;

/// <summary>
/// Which stretch of the journal goes into which parts of the store under which batch number: written before the first try, so that after
/// any doubt the store can be asked what it has. One plan is open at a time. Used by the batch writer alone; every change is on the medium
/// when it returns, and one that throws may be tried again.
/// </summary>
internal sealed class Manifest : IDisposable
{
    private const long CompactionBytes = 256 << 10;

    private readonly ManifestFile file;
    private readonly uint epoch;
    private uint nextCounter;

    private Manifest(ManifestFile file, IReadOnlyList<ManifestRecord> records, long damaged, uint newEpoch)
    {
        this.file = file;
        epoch = newEpoch;
        Damaged = damaged;
        IsNew = records.Count == 0;
        foreach (var record in records)
        {
            if (record is ManifestRecord.State state) epoch = state.Epoch;
            Apply(record);
        }
    }

    /// <summary>There was no manifest: a journal beside it is stored again from its beginning.</summary>
    public bool IsNew { get; }

    /// <summary>Bytes of the file that were no intact record; a torn tail after a crash is expected.</summary>
    public long Damaged { get; }

    /// <summary>The journal address up to which everything is stored.</summary>
    public long Position { get; private set; }

    /// <summary>What was planned and is not known to be stored.</summary>
    public OpenPlan? Open { get; private set; }

    /// <summary>Writes nothing before the first plan, so that it opens on a full disk, too.</summary>
    /// <param name="disk">the directory</param>
    /// <param name="newEpoch">a random number, for a manifest that is not there yet: it keeps its batch numbers apart from any other's</param>
    public static Manifest OpenOrCreate(IDisk disk, uint newEpoch)
    {
        var (file, records, damaged) = ManifestFile.Open(disk);
        return new Manifest(file, records, damaged, newEpoch);
    }

    /// <summary>The next <paramref name="count"/> batch numbers, the first of which is returned; they count as used once a record names them.</summary>
    public ulong NextBatch(uint count = 1)
    {
        var first = nextCounter;
        nextCounter = checked(nextCounter + count);
        return ((ulong)epoch << 32) | first;
    }

    public void Begin(Plan plan)
    {
        if (Open is not null) throw new InvalidOperationException("A plan is still open.");
        Append(new ManifestRecord.Planned(plan));
    }

    public void Add(Split split) => Append(new ManifestRecord.Halved(split));

    public void Add(DeadRow row) => Append(new ManifestRecord.Died(row));

    public void Complete()
    {
        var plan = Open!.Plan;
        Append(new ManifestRecord.Done(plan.Batch, plan.End));
    }

    public void Dispose() => file.Dispose();

    private void Append(ManifestRecord record)
    {
        if (!file.IsOpen || (file.Length > CompactionBytes && Open is null)) Rewrite();
        file.Append(record);
        Apply(record);
    }

    private void Apply(ManifestRecord record)
    {
        switch (record)
        {
            case ManifestRecord.State state:
                nextCounter = state.NextCounter;
                Position = state.Position;
                break;
            case ManifestRecord.Planned { Plan: var plan }:
                Open = new OpenPlan(plan);
                Use(plan.Batch);
                break;
            case ManifestRecord.Halved { Split: var split }:
                Open?.Splits.Add(split);
                Use(split.RightBatch);
                break;
            case ManifestRecord.Died { Row: var row }:
                Open?.Dead.Add(row);
                break;
            case ManifestRecord.Done done:
                Open = null;
                Position = done.End;
                Use(done.Batch);
                break;
        }
    }

    private void Use(ulong batch) => nextCounter = Math.Max(nextCounter, (uint)batch + 1);

    private void Rewrite()
    {
        // Twice, since a flipped bit in it would begin the journal anew.
        var state = new ManifestRecord.State(epoch, nextCounter, Position);
        var records = new List<ManifestRecord> { state, state };
        if (Open is { } open)
        {
            records.Add(new ManifestRecord.Planned(open.Plan));
            records.AddRange(open.Splits.Select(split => new ManifestRecord.Halved(split)));
            records.AddRange(open.Dead.Select(row => new ManifestRecord.Died(row)));
        }

        file.Replace(records);
    }
}
