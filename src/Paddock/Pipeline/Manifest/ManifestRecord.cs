namespace Paddock.Pipeline;

/// <summary>One record of the manifest and its bytes: a kind, then numbers of variable length.</summary>
internal abstract record ManifestRecord
{
    private enum Kind : byte { State = 1, Planned = 2, Split = 3, Dead = 4, Done = 5 }

    /// <summary>The first of a file: who we are, which batch number comes next, and up to where the journal is stored.</summary>
    internal sealed record State(uint Epoch, uint NextCounter, long Position) : ManifestRecord;

    internal sealed record Planned(Plan Plan) : ManifestRecord;

    internal sealed record Halved(Split Split) : ManifestRecord;

    internal sealed record Died(DeadRow Row) : ManifestRecord;

    internal sealed record Done(ulong Batch, long End) : ManifestRecord;

    public byte[] ToBytes()
    {
        var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        Write(writer);
        return memory.ToArray();
    }

    /// <summary>Null for a record of a kind this version does not know.</summary>
    public static ManifestRecord? Read(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()));
        return (Kind)reader.ReadByte() switch
        {
            Kind.State => new State(reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadInt64()),
            Kind.Planned => new Planned(ReadPlan(reader)),
            Kind.Split => new Halved(new Split(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.ReadUInt64())),
            Kind.Dead => new Died(new DeadRow(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt())),
            Kind.Done => new Done(reader.ReadUInt64(), reader.ReadInt64()),
            _ => null,
        };
    }

    private void Write(BinaryWriter writer)
    {
        switch (this)
        {
            case State state:
                writer.Write((byte)Kind.State);
                writer.Write(state.Epoch);
                writer.Write(state.NextCounter);
                writer.Write(state.Position);
                break;
            case Planned planned:
                writer.Write((byte)Kind.Planned);
                WritePlan(writer, planned.Plan);
                break;
            case Halved { Split: var split }:
                writer.Write((byte)Kind.Split);
                writer.Write7BitEncodedInt(split.Part);
                writer.Write7BitEncodedInt(split.First);
                writer.Write7BitEncodedInt(split.Rows);
                writer.Write(split.LeftBatch);
                break;
            case Died { Row: var row }:
                writer.Write((byte)Kind.Dead);
                writer.Write7BitEncodedInt(row.Part);
                writer.Write7BitEncodedInt(row.Row);
                break;
            case Done done:
                writer.Write((byte)Kind.Done);
                writer.Write(done.Batch);
                writer.Write(done.End);
                break;
        }
    }

    private static void WritePlan(BinaryWriter writer, Plan plan)
    {
        writer.Write(plan.Batch);
        writer.Write(plan.Begin);
        writer.Write(plan.End);
        writer.Write7BitEncodedInt(plan.Parts.Count);
        foreach (var part in plan.Parts)
        {
            writer.Write(part.TableId);
            writer.Write(part.RetentionDays);
            writer.Write(part.Monday);
            writer.Write7BitEncodedInt(part.Rows);
        }

        writer.Write7BitEncodedInt(plan.Duplicates.Count);
        foreach (var place in plan.Duplicates)
        {
            writer.Write7BitEncodedInt64(place.Address - plan.Begin);
            writer.Write7BitEncodedInt(place.Index);
        }
    }

    private static Plan ReadPlan(BinaryReader reader)
    {
        var (batch, begin, end) = (reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64());
        var parts = new PlannedPart[reader.Read7BitEncodedInt()];
        for (var index = 0; index < parts.Length; index++)
            parts[index] = new PlannedPart(reader.ReadByte(), reader.ReadUInt16(), reader.ReadUInt16(), reader.Read7BitEncodedInt());
        var duplicates = new RowPlace[reader.Read7BitEncodedInt()];
        for (var index = 0; index < duplicates.Length; index++)
            duplicates[index] = new RowPlace(begin + reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt());
        return new Plan(batch, begin, end, parts, duplicates);
    }
}
