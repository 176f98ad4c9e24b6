using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Paddock.Engine.Faults;
using Paddock.Engine.Http;
using Paddock.Engine.Store;

namespace Paddock.Engine;

/// <summary>The web server of the engine: one handler, no routing, nothing that a start would wait for.</summary>
internal static class EngineServer
{
    internal static WebApplication Build(EngineArguments arguments, EngineStore store, InjectedFaults faults)
    {
        if (arguments.Socket is { } socket)
            File.Delete(socket); // a leftover: the store's lock says that nobody listens there
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, arguments));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var server = builder.Build();
        var admission = new Admission();
        server.Lifetime.ApplicationStopped.Register(admission.Dispose);
        server.Run(new QueryEndpoint(store, admission, faults).HandleAsync);
        return server;
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
