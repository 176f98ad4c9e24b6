namespace Paddock.Pipeline;

/// <summary>
/// Stores the rows of one part, each once. What failed is asked for before it is tried again; what is refused is halved, under new
/// batch numbers that the manifest knows first, until the single bad row is found and goes to the dead letters.
/// </summary>
internal sealed class PartWriter(IPartStore store, Manifest manifest, DeadLetters deadLetters, StatusBoard status, RetryDelay delay, TimeProvider time)
{
    /// <summary>Failures of a piece before an unclear one is halved.</summary>
    private const int Patience = 5;

    /// <summary>How long a single row may be refused for an unclear reason, with no neighbour to compare, before it is buried.</summary>
    private static readonly TimeSpan LonePatience = TimeSpan.FromMinutes(10);

    public async Task WriteAsync(int index, BatchPart part, bool isDoubtful, CancellationToken cancellationToken)
    {
        var pieces = new Queue<Piece>(Piece.Of(manifest.Open!, index, part.Rows.Count, isDoubtful));
        var stored = 0;
        while (pieces.TryDequeue(out var piece))
        {
            try
            {
                if (piece.IsDoubtful && await store.ContainsAsync(part.Key, piece.Batch, cancellationToken)) stored++;
                else if (!IsGivenUp(piece))
                {
                    await store.InsertAsync(part.Key, piece.Batch, part.Rows.GetRange(piece.First, piece.Rows), cancellationToken);
                    stored++;
                }
                else if (piece.Rows > 1) Halve(index, piece, pieces);
                else Bury(index, piece, part.Rows[piece.First]);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                var failed = piece.After(error, time.GetTimestamp(), stored);
                status.Failed(error);
                pieces.Enqueue(failed);
                if (!IsGivenUp(failed)) await delay.WaitAsync(failed.Failures, cancellationToken);
            }
        }
    }

    private bool IsGivenUp(Piece piece) => piece.Failures > 0 && piece.Verdict switch
    {
        StoreVerdict.RowsAreAtFault => true,
        StoreVerdict.StoreIsAtFault => false,
        _ when piece.Failures < Patience => false,
        _ when piece.Rows > 1 => true,
        StoreVerdict.Unclear when piece.FailuresBesideOthers >= Patience => true,
        _ => time.GetElapsedTime(piece.FailingSince) >= LonePatience,
    };

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
