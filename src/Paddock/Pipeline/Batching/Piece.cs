namespace Paddock.Pipeline;

/// <summary>Neighbouring rows of a part that are tried together under one batch number.</summary>
/// <param name="First">The first row in the part.</param>
/// <param name="Rows">How many.</param>
/// <param name="Batch">Their batch number.</param>
internal sealed record Piece(int First, int Rows, ulong Batch)
{
    /// <summary>A try may have succeeded unseen: ask the store first.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>Tries in a row that ended badly, for whatever reason.</summary>
    public int Failures { get; init; }

    /// <summary>Those that were not the store's fault.</summary>
    public int Refusals { get; init; }

    /// <summary>Refusals after neighbours had been stored since this piece, or the one it is a half of, was first refused: not the store, then.</summary>
    public int RefusalsBesideOthers { get; init; }

    /// <summary>Timestamp of the first refusal.</summary>
    public long RefusedSince { get; init; }

    /// <summary>How many neighbours had been stored then; null before.</summary>
    public int? OthersStoredBefore { get; init; }

    public StoreVerdict Verdict { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>The pieces of a part after the splits and dead rows that the manifest knows.</summary>
    public static List<Piece> Of(OpenPlan plan, int part, int rows, bool isDoubtful)
    {
        var pieces = new List<Piece> { new(0, rows, plan.Plan.Batch) { IsDoubtful = isDoubtful } };
        foreach (var split in plan.Splits.Where(split => split.Part == part))
        {
            var index = pieces.FindIndex(piece => piece.First == split.First && piece.Rows == split.Rows);
            if (index < 0) continue;
            var (left, right) = pieces[index].Halves(split.LeftBatch);
            pieces[index] = left with { IsDoubtful = isDoubtful };
            pieces.Insert(index + 1, right with { IsDoubtful = isDoubtful });
        }

        foreach (var dead in plan.Dead.Where(dead => dead.Part == part)) pieces.RemoveAll(piece => piece.First == dead.Row && piece.Rows == 1);
        return pieces;
    }

    public (Piece Left, Piece Right) Halves(ulong leftBatch) =>
        (new Piece(First, Rows / 2, leftBatch) { OthersStoredBefore = OthersStoredBefore },
            new Piece(First + (Rows / 2), Rows - (Rows / 2), leftBatch + 1) { OthersStoredBefore = OthersStoredBefore });

    /// <param name="error">what the try ended with</param>
    /// <param name="verdict">what that says</param>
    /// <param name="now">timestamp</param>
    /// <param name="othersStored">how many neighbours are stored by now</param>
    public Piece After(Exception error, StoreVerdict verdict, long now, int othersStored)
    {
        var failed = this with { IsDoubtful = true, Failures = Failures + 1, Verdict = verdict, Reason = error.Message };
        return verdict == StoreVerdict.StoreIsAtFault ? failed : failed with
        {
            Refusals = Refusals + 1,
            RefusalsBesideOthers = othersStored > OthersStoredBefore ? RefusalsBesideOthers + 1 : 0,
            RefusedSince = Refusals == 0 ? now : RefusedSince,
            OthersStoredBefore = OthersStoredBefore ?? othersStored,
        };
    }
}
