using System.Text.Json.Serialization;
using Paddock.ClickHouse;

namespace Paddock.Signals.Product;

/// <summary>
/// Copies who is whom to the engine, where the views resolve it. In the background, for a reload of the dictionary takes as long as there are links: rows are
/// facts without it, and are told whose they are when they are read. What could not be written stays pending and goes with the next attempt.
/// </summary>
internal sealed class PersonMirror(ClickHouseClient clickHouse, TimeProvider time, ILogger<PersonMirror> log) : BackgroundService
{
    private const int RowsAnInsert = 50_000;

    /// <summary>Between two reloads passes this many times what the last one took.</summary>
    private const int Rest = 4;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(100), RestAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly Lock _lock = new();
    private readonly ByteBuffer _row = new();
    private readonly BlockBuilder _block = new(PeopleTable.Links);
    private Dictionary<(int Project, string Id), (string Person, ulong Version)> _pending = [];
    private ulong _stamp;
    private ulong _least;

    public void Add(int project, string id, string person)
    {
        lock (_lock)
        {
            // When it was decided, not when it is written: of two servers' the later decision counts.
            _stamp = Math.Max(_stamp, (ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
            _pending[(project, id)] = (person, _stamp);
            if (_news.CurrentCount == 0) _news.Release();
        }
    }

    /// <summary>Once the schema is there, before <see cref="FlushAsync"/>: what is written from now on is newer than what is there, whatever the clock says.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        var stored = await clickHouse.QueryAsync("SELECT max(version) AS version FROM person_links", PersonMirrorJson.Default.MirrorVersion, cancellation: cancel);
        _least = Math.Max(stored[0].Version + 1, (ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>All that was added before is known to whoever asks the engine afterwards.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        await _flushing.WaitAsync(cancel);
        var taken = Take();
        try
        {
            if (taken.Count == 0) return;
            foreach (var rows in taken.Chunk(RowsAnInsert)) await InsertAsync(rows, cancel);
            await clickHouse.ExecuteAsync("SYSTEM RELOAD DICTIONARY paddock.person_of", cancellation: cancel);
        }
        catch
        {
            PutBack(taken);
            throw;
        }
        finally
        {
            _flushing.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _news.WaitAsync(stoppingToken);
            var began = time.GetTimestamp();
            try
            {
                if (_least == 0) continue; // not prepared: that flushes all of it
                await FlushAsync(stoppingToken);
                var rest = Rest * time.GetElapsedTime(began);
                await Task.Delay(rest > ShortestRest ? rest : ShortestRest, time, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Who is whom could not be copied to the store; it is tried again: {Problem}", failure.Message);
                await Task.Delay(RestAfterFailure, time, stoppingToken);
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _block.Dispose();
        _news.Dispose();
        _flushing.Dispose();
    }

    private Dictionary<(int Project, string Id), (string Person, ulong Version)> Take()
    {
        lock (_lock)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    private void PutBack(Dictionary<(int Project, string Id), (string Person, ulong Version)> taken)
    {
        lock (_lock)
        {
            foreach (var (key, told) in taken) _pending.TryAdd(key, told);
            if (_news.CurrentCount == 0) _news.Release();
        }
    }

    private async Task InsertAsync(KeyValuePair<(int Project, string Id), (string Person, ulong Version)>[] rows, CancellationToken cancel)
    {
        _block.Clear();
        var writer = new RowWriter(_row);
        foreach (var ((project, id), (person, version)) in rows)
        {
            _row.Clear();
            writer.Begin(PeopleTable.Links);
            writer.UInt32((uint)project);
            writer.String(id);
            writer.String(person);
            writer.UInt64(Math.Max(version, _least));
            writer.End();
            _block.Append(_row.WrittenSpan, PeopleTable.Links.ColumnCount);
        }
        await clickHouse.InsertAsync(_block, 0, cancel);
    }
}

internal sealed record MirrorVersion(ulong Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MirrorVersion))]
internal sealed partial class PersonMirrorJson : JsonSerializerContext;
