using Paddock.Accounts;

namespace Paddock.Hosting.CommandLine;

/// <summary>Finds the way to the data: the running server, or the files while no other process has them.</summary>
internal sealed class Administrations : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Stack<IDisposable> _held = new();

    private Administrations()
    {
    }

    public required IAdministration Service { get; init; }

    /// <summary>A server that is starting or stopping has the lock but no socket: it is given 15 s.</summary>
    /// <exception cref="AdministrationException">The data directory stays out of reach.</exception>
    public static async Task<Administrations> OpenAsync(PaddockOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            if (await RunningServer.TryConnectAsync(options.AdminSocket, cancellation) is { } server)
                return new Administrations { Service = server }.Holding(server);
            if (DataLock.TryTake(options.DataDirectory) is { } dataLock)
                return await OpenFilesAsync(options, dataLock, clock, cancellation);
            if (clock.GetElapsedTime(start) > Patience)
                throw new AdministrationException(DataLock.TakenMessage(options.DataDirectory), DataLock.ExitCode);
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    public ValueTask DisposeAsync()
    {
        while (_held.TryPop(out var held))
            held.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<Administrations> OpenFilesAsync(PaddockOptions options, DataLock dataLock, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var store = await RelationalStores.OpenAsync(options, clock, cancellation);
            var provider = new ServiceCollection().AddSingleton(options).AddSingleton(clock).AddAccounts(store).AddAdministration().BuildServiceProvider();
            await provider.GetRequiredService<PublicAddress>().RecallAsync(store, cancellation);
            return new Administrations { Service = provider.GetRequiredService<Administration>() }.Holding(dataLock).Holding(store).Holding(provider);
        }
        catch
        {
            dataLock.Dispose();
            throw;
        }
    }

    private Administrations Holding(IDisposable held)
    {
        _held.Push(held);
        return this;
    }
}
