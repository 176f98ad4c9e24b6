using Paddock.ClickHouse;
using Paddock.Hosting.Engine;

namespace Paddock.Hosting;

/// <summary>The one way to ClickHouse: the engine that we supervise, or the server that `ClickHouse__Url` names. The SQL is the same.</summary>
internal static class ClickHouseModule
{
    /// <summary>Registered before everything that uses it, so that it starts first and stops last.</summary>
    public static IServiceCollection AddClickHouse(this IServiceCollection services, PaddockOptions options)
    {
        if (options.ClickHouseUrl is { } url)
        {
            var http = ClickHouseConnection.ToServer(url);
            services.AddSingleton(new ClickHouseClient(http));
            return services.AddSingleton<IClickHouseHealth>(provider => new ExternalClickHouse(
                url, provider.GetRequiredService<ClickHouseClient>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ExternalClickHouse>>()));
        }
        services.AddSingleton(new EngineCommand(options.DataDirectory, options.EngineMemory));
        services.AddSingleton<EngineSupervisor>().AddHostedService(static provider => provider.GetRequiredService<EngineSupervisor>());
        services.AddSingleton(static provider => new ClickHouseClient(ClickHouseConnection.ToEngine(provider.GetRequiredService<EngineSupervisor>().Handler)));
        return services.AddSingleton<IClickHouseHealth, EmbeddedClickHouse>();
    }
}

/// <summary>Two ways to have a ClickHouse: a child process of ours, or a server elsewhere.</summary>
internal interface IClickHouseHealth
{
    /// <summary>Done when it answers. Throws <see cref="EngineRefusedException"/> when it never will without a person's help.</summary>
    Task WhenReadyAsync(CancellationToken cancel);
}

internal sealed class EmbeddedClickHouse(EngineSupervisor supervisor) : IClickHouseHealth
{
    public Task WhenReadyAsync(CancellationToken cancel) => supervisor.WhenReadyAsync(cancel);
}

internal sealed class ExternalClickHouse(Uri url, ClickHouseClient client, TimeProvider time, ILogger<ExternalClickHouse> log) : IClickHouseHealth
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task WhenReadyAsync(CancellationToken cancel)
    {
        for (var tries = 0; !await client.PingAsync(cancel); tries++)
        {
            if (tries == 0) log.LogError("No ClickHouse answers at {Url}; receivers keep everything in the journal until it does", url.GetLeftPart(UriPartial.Path));
            await Task.Delay(Pause, time, cancel);
        }
    }
}
