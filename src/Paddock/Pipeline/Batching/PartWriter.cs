namespace Paddock.Pipeline;

/// <summary>
/// Stores the rows of one part, each once. What failed is asked for before it is tried again; what is given up is halved, under new
/// batch numbers that the manifest knows first, until the single bad row is found and goes to the dead letters.
/// </summary>
internal sealed class PartWriter(IPartStore store, Manifest manifest, DeadLetters deadLetters, StatusBoard status, RetryDelay delay, TimeProvider time)
{
    public async Task WriteAsync(int index, BatchPart part, bool isDoubtful, CancellationToken cancellationToken)
    {
        var pieces = new Queue<Piece>(Piece.Of(manifest.Open!, index, part.Rows.Count, isDoubtful));
        var stored = 0;
        while (pieces.TryDequeue(out var piece))
        {
            var duringInsert = false;
            try
            {
                if (piece.IsDoubtful && await store.ContainsAsync(part.Key, piece.Batch, cancellationToken)) stored++;
                else if (!IsGivenUp(piece))
                {
                    duringInsert = true;
                    await store.InsertAsync(part.Key, piece.Batch, RowsOf(piece), cancellationToken);
                    stored++;
                }
                else if (piece.Rows > 1) Halve(index, piece, pieces);
                else Bury(index, piece, part.Rows[piece.First]);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                var failed = piece.After(error, StoreVerdicts.Of(error, duringInsert), time.GetTimestamp(), stored);
                status.Failed(error);
                var isGivenUp = IsGivenUp(failed);
                pieces.Enqueue(failed);
                if (!isGivenUp) await delay.WaitAsync(failed.Failures, cancellationToken);
            }
        }

        List<RowRef> RowsOf(Piece piece) => piece.Rows == part.Rows.Count ? part.Rows : part.Rows.GetRange(piece.First, piece.Rows);

        bool IsGivenUp(Piece piece) => GivingUp.IsDue(piece, part.Rows.Count, pieces.Count, time.GetElapsedTime(piece.RefusedSince));
    }

    private void Halve(int index, Piece piece, Queue<Piece> pieces)
    {
        var leftBatch = manifest.NextBatch(2);
        manifest.Add(new Split(index, piece.First, piece.Rows, leftBatch));
        var (left, right) = piece.Halves(leftBatch);
        pieces.Enqueue(left);
        pieces.Enqueue(right);
    }

    private void Bury(int index, Piece piece, RowRef row)
    {
        deadLetters.Append(new DeadLetter((long)piece.Batch, row.Table.Id, row.ColumnCount, piece.Reason, row.Bytes));
        manifest.Add(new DeadRow(index, piece.First));
        status.Buried();
    }
}
