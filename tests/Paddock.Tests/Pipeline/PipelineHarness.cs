using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Paddock.Pipeline;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline;

/// <summary>A whole pipeline on a simulated disk, in front of a store that outlives it; it can lose its power and start again.</summary>
internal sealed class PipelineHarness : IAsyncDisposable
{
    private Manifest manifest;
    private DeadLetters deadLetters;

    public PipelineHarness(MemoryStore? store = null, params TableBinding[] bindings)
    {
        Store = store ?? new MemoryStore();
        Bindings = bindings is [] ? [new TableBinding(Things.Table) { RecentKeysSql = "recent" }] : bindings;
        Open();
    }

    public MemoryStore Store { get; }

    public HastyTime Time { get; init; } = new();

    public IReadOnlyList<TableBinding> Bindings { get; set; }

    public SimulatedDisk Disk { get; private set; } = new();

    public PowerSwitch Power { get; private set; } = new();

    public Journal Journal { get; private set; }

    public BatchWriter Writer { get; private set; }

    public Task StartAsync() => Writer.StartAsync(CancellationToken.None);

    public Task<AppendResult> AppendAsync(params string[] names) => Journal.AppendAsync(names);

    public async Task<AppendResult> AppendAsync(EntryWriter entry)
    {
        using (entry) return await Journal.AppendAsync(entry, CancellationToken.None);
    }

    /// <summary>Until everything in the journal is stored, or the power is gone.</summary>
    public Task SettleAsync() => UntilAsync("the journal is stored", () => Power.IsOff || Writer.Status.JournalBytes == 0);

    /// <summary>Looks every millisecond: hundreds of runs wait here. The deadline is for machines under load.</summary>
    public static async Task UntilAsync(string what, Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!condition())
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"Not in time: {what}.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Cuts the power and starts again on what the disk kept; the next cut comes after so many operations.</summary>
    public async Task PowerCutAsync(PowerCut cut = PowerCut.KeepsOnlyWhatWasSynced, int seed = 1, int operationsUntilNext = int.MaxValue)
    {
        Power.Off();
        var kept = Disk.AfterPowerCut(cut, new Random(seed));
        await CloseAsync();
        Disk = kept;
        Power = new PowerSwitch(operationsUntilNext);
        Open();
        await StartAsync();
    }

    public async Task CloseAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
        Journal.Dispose();
        manifest.Dispose();
        deadLetters.Dispose();
    }

    public async Task RestartAsync()
    {
        await CloseAsync();
        Open();
        await StartAsync();
    }

    /// <summary>The dead letters' reasons by the name of the thing; a power cut may have torn a line that nobody relied on yet.</summary>
    public IReadOnlyList<(string Name, string Reason)> Buried() =>
    [
        .. Disk.List().Where(name => name.EndsWith(".jsonl", StringComparison.Ordinal))
            .SelectMany(name => Encoding.UTF8.GetString(Disk.Contents(name)).Split('\n').SkipLast(1))
            .Where(line => line is ['{', .., '}']).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line => (Things.NameOf(line.GetProperty("bytes").GetBytesFromBase64()), line.GetProperty("reason").GetString()!)),
    ];

    public async ValueTask DisposeAsync()
    {
        Power.Off();
        await CloseAsync();
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(manifest), nameof(deadLetters), nameof(Journal), nameof(Writer))]
    private void Open()
    {
        var power = Power;
        manifest = Manifest.OpenOrCreate(Disk, newEpoch: 7);
        Journal = JournalHarness.Open(Disk, keepFrom: manifest.Position, time: Time);
        deadLetters = new DeadLetters(Disk, Time);
        Writer = new BatchWriter(Journal, manifest, Store.Connect(power), deadLetters, Bindings, Time, NullLogger<BatchWriter>.Instance);
        Disk.Fault = (_, _) => power.Passes() ? null : SimulatedDisk.Broken();
    }
}
