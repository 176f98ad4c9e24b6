using System.Security.Cryptography;
using Paddock.ClickHouse;

namespace Paddock.Pipeline;

/// <summary>
/// The dedup keys of the last half to one million records, as keyed 64-bit hashes: a client that does not know the key cannot make another's
/// record look like a duplicate, and by chance it happens once in 2^44 records. Two generations, so that it forgets the older half at once.
/// </summary>
internal sealed class DuplicateWindow
{
    public const int Capacity = 1 << 20;

    private readonly ulong key0 = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private readonly ulong key1 = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private HashSet<ulong> recent = [];
    private HashSet<ulong> older = [];

    public int Count => recent.Count + older.Count;

    public ulong HashOf(Table table, int project, UInt128 dedupKey) =>
        SipHash.Compute(key0, key1, [((ulong)table.Id << 32) | (uint)project, (ulong)(dedupKey >> 64), (ulong)dedupKey]);

    public bool Contains(ulong hash) => recent.Contains(hash) || older.Contains(hash);

    public void Add(ulong hash)
    {
        if (recent.Count >= Capacity / 2) (older, recent) = (recent, []);
        recent.Add(hash);
    }
}
