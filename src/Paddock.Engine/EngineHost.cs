using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Paddock.Engine.Http;
using Paddock.Engine.Store;

namespace Paddock.Engine;

/// <summary>`paddock engine`: libchdb behind ClickHouse's HTTP interface, in a process of its own.</summary>
public static class EngineHost
{
    /// <summary>Runs until SIGTERM, the end of the control pipe (standard input) or <paramref name="cancellationToken"/>; gives one of <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (EngineArguments.Parse(args, out var message) is not { } arguments)
        {
            await Console.Error.WriteLineAsync(message);
            return ExitCodes.Usage;
        }

        var opened = EngineStore.Open(arguments);
        if (opened.Store is not { } store)
        {
            await Console.Error.WriteLineAsync(opened.Message);
            return opened.ExitCode;
        }

        await using var app = Build(arguments, store);
        if (arguments.Socket is { } socket)
            File.Delete(socket); // a leftover: the store's lock says that nobody listens there
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        store.Dispose();
        return ExitCodes.Stopped;
    }

    private static WebApplication Build(EngineArguments arguments, EngineStore store)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, arguments));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        var endpoint = new QueryEndpoint(store);
        app.Run(endpoint.HandleAsync);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, EngineArguments arguments)
    {
        if (arguments.Socket is { } socket)
            kestrel.ListenUnixSocket(socket);
        if (arguments.Port is { } port)
            kestrel.ListenLocalhost(port);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null; // the only client is Paddock; inserts are as large as their blocks
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestLineSize = 1 << 20; // the query may stand in the URL
        kestrel.Limits.MaxRequestBufferSize = 2 << 20;
    }
}
