using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>
/// How many statements run at once. Three crowds have places of their own, so that none holds up another: inserts of what was already acknowledged,
/// Paddock's own queries, and guests: statements that somebody else wrote, which name their owner by `quota_key`. A place is left when the statement
/// has really ended, not when its client has gone: some functions of ClickHouse go on for minutes after they were cancelled.
/// </summary>
internal sealed class Admission : IDisposable
{
    private const int MostQueries = 24;
    private const int MostInserts = 8;
    private const int MostGuests = 12;
    private const int MostOfOneOwner = 4;

    // Each holds some kilobytes of a heap that is small on purpose.
    private const int MostWaiting = 1_000;

    /// <summary>All places together.</summary>
    internal const int Most = MostQueries + MostInserts + MostGuests;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _queries = new(MostQueries);
    private readonly SemaphoreSlim _inserts = new(MostInserts);
    private readonly SemaphoreSlim _guests = new(MostGuests);
    private readonly Dictionary<string, OwnPlaces> _owners = [];
    private int _waiting;

    /// <summary>Waits for a place; dispose to leave it.</summary>
    /// <param name="insert">Whether data comes with the statement.</param>
    /// <param name="owner">Whose guest the statement is; empty for Paddock's own.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<IDisposable> EnterAsync(bool insert, string owner, CancellationToken cancellationToken)
    {
        if (owner.Length == 0)
            return await WaitAsync(insert ? _inserts : _queries, cancellationToken);
        var guest = new Guest(this, owner);
        try
        {
            guest.Own = await WaitAsync(guest.Places, cancellationToken);
            guest.Common = await WaitAsync(_guests, cancellationToken);
            return guest;
        }
        catch
        {
            guest.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _queries.Dispose();
        _inserts.Dispose();
        _guests.Dispose();
    }

    private async Task<Place> WaitAsync(SemaphoreSlim places, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) <= MostWaiting && await places.WaitAsync(Patience, cancellationToken))
                return new Place(places);
            throw EngineError.Of(EngineError.TooManySimultaneousQueries, "TOO_MANY_SIMULTANEOUS_QUERIES", "Too many simultaneous queries");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }

    /// <summary>What an owner has while any guest of his is here.</summary>
    private sealed class OwnPlaces : IDisposable
    {
        internal SemaphoreSlim Places { get; } = new(MostOfOneOwner);

        internal int Guests { get; set; }

        public void Dispose() => Places.Dispose();
    }

    private sealed class Guest : IDisposable
    {
        private readonly Admission _admission;
        private readonly string _owner;
        private readonly OwnPlaces _places;

        internal Guest(Admission admission, string owner)
        {
            (_admission, _owner) = (admission, owner);
            lock (admission._owners)
            {
                if (!admission._owners.TryGetValue(owner, out var places))
                    admission._owners[owner] = places = new OwnPlaces();
                places.Guests++;
                _places = places;
            }
        }

        internal SemaphoreSlim Places => _places.Places;

        internal Place? Own { private get; set; }

        internal Place? Common { private get; set; }

        public void Dispose()
        {
            Common?.Dispose();
            Own?.Dispose();
            lock (_admission._owners)
            {
                if (--_places.Guests > 0)
                    return;
                _admission._owners.Remove(_owner);
                _places.Dispose();
            }
        }
    }
}
