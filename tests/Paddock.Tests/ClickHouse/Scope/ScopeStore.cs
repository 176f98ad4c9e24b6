using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.ClickHouse.Scope.Walls;
using Paddock.Tests.ClickHouse.Scope;

[assembly: AssemblyFixture(typeof(ScopeStores))]

namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>An engine with <see cref="ScopeRows"/> in it, and the means to ask it.</summary>
internal sealed class ScopeStore : IAsyncDisposable
{
    private readonly EngineFixture engine;
    private EngineCatalog? catalog;

    private ScopeStore(EngineFixture engine, ClickHouseClient client)
    {
        this.engine = engine;
        Client = client;
        Views = new ProjectViews(Client, ScopeSchema.Views);
        Sql = new ScopedSql(Client, Views, Limits, new FakeTimeProvider());
    }

    public static ScopeLimits Limits { get; } = new() { Threads = 1, Time = TimeSpan.FromSeconds(10), Memory = 300 << 20 };

    public ClickHouseClient Client { get; }

    public ProjectViews Views { get; }

    public ScopedSql Sql { get; }

    public async Task<EngineCatalog> CatalogAsync() =>
        catalog ??= await EngineCatalog.ReadAsync(Client, Views.Views, TestContext.Current.CancellationToken);

    public static async Task<ScopeStore> StartAsync(IReadOnlyDictionary<int, int> foreignRows)
    {
        // An engine of its own: the views name the database paddock, of which there is one in an engine.
        var engine = new EngineFixture();
        var store = new ScopeStore(engine, await engine.ClientAsync(ClickHouseClient.DefaultDatabase));
        foreach (var statement in ScopeSchema.Tables.Concat(ScopeRows.Inserts(foreignRows)))
            await store.Client.ExecuteAsync(statement, new QueryOptions { Database = "default" });
        return store;
    }

    /// <summary>The rows as a JSON array, or "refused: " with the reason and the sentence.</summary>
    public async Task<string> AskAsync(string query, QueryParameters? parameters = null, int project = ScopeRows.Project)
    {
        var result = await Sql.AskAsync(project, query, parameters ?? [], TestContext.Current.CancellationToken);
        if (result.Refusal is { } refusal)
            return $"refused: {refusal.Reason} {refusal.Message}";
        await using var answer = result.Answer!;
        return await ReadAsync(answer);
    }

    public static async Task<string> ReadAsync(ScopedAnswer answer)
    {
        var text = new ArrayBufferWriter<byte>();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await answer.WriteRowsAsync(pipe.Writer, CancellationToken.None);
        await pipe.Writer.CompleteAsync();
        while (await pipe.Reader.ReadAsync() is var read)
        {
            foreach (var piece in read.Buffer)
                text.Write(piece.Span);
            pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        return $"[{Encoding.UTF8.GetString(text.WrittenSpan)}]";
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}

/// <summary>The two stores that the tests share: the same rows of the asking project among different others. Started when first asked for.</summary>
public sealed class ScopeStores : IAsyncDisposable
{
    private readonly Lazy<Task<ScopeStore>> crowded = new(() => ScopeStore.StartAsync(new Dictionary<int, int> { [1] = 500, [8] = 300, [70] = 2000 }));
    private readonly Lazy<Task<ScopeStore>> lonely = new(() => ScopeStore.StartAsync(new Dictionary<int, int> { [8] = 3 }));

    internal Task<ScopeStore> CrowdedAsync() => crowded.Value;

    internal Task<ScopeStore> LonelyAsync() => lonely.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var store in new[] { crowded, lonely })
            if (store.IsValueCreated)
                await (await store.Value).DisposeAsync();
    }
}
