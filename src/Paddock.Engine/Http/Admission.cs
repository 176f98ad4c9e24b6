using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>How many statements run at once. Inserts have places of their own, so that no crowd of dashboards holds up what was already acknowledged.</summary>
internal sealed class Admission : IDisposable
{
    private const int MostQueries = 24;
    private const int MostInserts = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _queries = new(MostQueries);
    private readonly SemaphoreSlim _inserts = new(MostInserts);

    /// <summary>Waits for a place; dispose to leave it.</summary>
    internal async Task<IDisposable> EnterAsync(bool insert, CancellationToken cancellationToken)
    {
        var places = insert ? _inserts : _queries;
        if (!await places.WaitAsync(Patience, cancellationToken))
            throw EngineError.Of(EngineError.TooManySimultaneousQueries, "TOO_MANY_SIMULTANEOUS_QUERIES", "Too many simultaneous queries");
        return new Place(places);
    }

    public void Dispose()
    {
        _queries.Dispose();
        _inserts.Dispose();
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
