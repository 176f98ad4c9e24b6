using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Paddock.Accounts;
using Paddock.Accounts.SecondFactor;
using Paddock.ClickHouse;
using Paddock.Database;
using Paddock.Database.Postgres;
using Paddock.Hosting.CommandLine;

namespace Paddock.Hosting;

/// <summary>The verb `serve`: one process on a data directory, from the lock to the last flush.</summary>
internal static class Server
{
    // SIGTERM, SIGHUP and Ctrl-C: requests end, the journal is flushed into the engine as far as it goes, the engine closes its store.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(9);

    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection, PaddockOptions> addServices, Action<WebApplication, PaddockOptions> mapRoutes)
    {
        try
        {
            // Not the working directory: .NET would read settings there, and watch all that lies in it.
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            var options = PaddockOptions.Read(builder.Configuration);
            using var dataLock = DataLock.TryTake(options.DataDirectory);
            if (dataLock is null)
            {
                await Console.Error.WriteLineAsync(DataLock.TakenMessage(options.DataDirectory));
                return DataLock.ExitCode;
            }
            using var store = await RelationalStores.OpenAsync(options, TimeProvider.System, CancellationToken.None);
            Configure(builder, options);
            builder.Services.AddSingleton(options).AddAccounts(store);
            addServices(builder.Services, options);
            await using var app = builder.Build();
            app.UseForwardedHeaders();
            mapRoutes(app, options);
            return await RunAsync(app, options, store);
        }
        catch (Exception problem) when (problem is OptionException or NewerDatabaseException or DatabaseAwayException or OtherSecretsException or NewerStoreException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return CommandLine.CommandLine.Failed;
        }
        catch (Exception problem) when (problem is IOException or SocketException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            if (problem is SocketException || problem.GetBaseException() is SocketException) await Console.Error.WriteLineAsync("Say where to listen: paddock serve --urls http://127.0.0.1:8001");
            return CommandLine.CommandLine.Failed;
        }
    }

    private static async Task<int> RunAsync(WebApplication app, PaddockOptions options, RelationalStore store)
    {
        // The terminal was closed. Where nohup has the signal ignored, .NET leaves it so.
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            app.Lifetime.StopApplication();
        });
        await app.Services.GetRequiredService<SecretBox>().RequireSameKeyAsync(store, CancellationToken.None);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<PublicAddress>();
        await address.ListensOnAsync(app.Urls, store, CancellationToken.None);
        await GreetAsync(app, address.BaseUrl);
        await app.WaitForShutdownAsync();
        return app.Services.GetRequiredService<Startup>().ExitCode;
    }

    private static async Task GreetAsync(WebApplication app, Uri baseUrl)
    {
        var greeting = await app.Services.GetRequiredService<FirstRun>().PrepareAsync(baseUrl, CancellationToken.None);
        try
        {
            foreach (var line in greeting?.Lines() ?? []) Console.WriteLine(line);
            Console.WriteLine($"Paddock {Product.Version} is at {baseUrl}");
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // Nobody reads what is printed; `paddock user link` makes the link again.
        }
    }

    private static void Configure(WebApplicationBuilder builder, PaddockOptions options)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // What ends the program is told in one sentence (RunAsync), not as a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // A pipe that nobody reads is full some day: then lines are lost, and no request waits for it.
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        var grpc = options.GrpcUrl;
        builder.WebHost.UseUrls([.. options.Urls, .. grpc is null ? (string[])[] : [$"http://{grpc.Authority}"], AdminSocket.Prepare(options)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = ConnectionLimit.Read() / (options.Urls.Length + (grpc is null ? 0 : 1)); // it counts for each address
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                if (grpc is not null && endpoint.IPEndPoint?.Port == grpc.Port) endpoint.Protocols = HttpProtocols.Http2;
            });
            kestrel.Limits.MaxRequestBodySize = Protocols.Sentry.SentryLimits.EnvelopeBytes; // the largest that any door takes, compressed
        });
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = StopWithin);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in options.Proxies) forwarded.KnownIPNetworks.Add(network);
        });
        builder.Services.AddSingleton<PublicAddress>();
    }
}
