namespace Paddock.Pipeline;

/// <summary>
/// When a piece that is refused is no longer tried as it is, but halved, or buried when it is one row. A store that refuses all rows alike must
/// cost none of them, and must not be left with a thousand tiny inserts; one bad row must not keep its neighbours.
/// </summary>
internal static class GivingUp
{
    /// <summary>Refusals before a piece is halved, and a row whose neighbours pass is buried.</summary>
    private const int Patience = 5;

    /// <summary>About a minute and a half: the store may be short of memory for a while.</summary>
    private const int PatienceWithMemory = 20;

    /// <summary>Halves of a part that are waited with while not one of them passes.</summary>
    private const int MostPieces = 64;

    /// <summary>How long a part's only row, with no neighbour to compare, may be refused: at most one row is lost in that time.</summary>
    private static readonly TimeSpan LonePatience = TimeSpan.FromMinutes(10);

    /// <param name="piece">with what its tries have taught</param>
    /// <param name="partRows">all rows of its part</param>
    /// <param name="othersWaiting">pieces of the part that are not stored either</param>
    /// <param name="refusedFor">since its first refusal</param>
    public static bool IsDue(Piece piece, int partRows, int othersWaiting, TimeSpan refusedFor) => piece.Refusals > 0 && piece.Verdict switch
    {
        StoreVerdict.RowsAreAtFault => true,
        StoreVerdict.StoreIsAtFault => false,
        _ when piece.Refusals < Patience => false,
        _ when piece.Rows > 1 => piece.RefusalsBesideOthers >= Patience || othersWaiting < MostPieces,
        _ when partRows == 1 => refusedFor >= LonePatience,
        var verdict => piece.RefusalsBesideOthers >= (verdict == StoreVerdict.TooMuch ? PatienceWithMemory : Patience),
    };
}
