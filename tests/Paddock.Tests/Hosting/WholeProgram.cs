using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Paddock.Accounts;
using Paddock.Database;
using Paddock.Database.Sqlite;
using Paddock.Hosting;
using Paddock.Hosting.CommandLine;
using Paddock.Tests.Database;

namespace Paddock.Tests.Hosting;

/// <summary>The program as Program.cs composes it, with every route, but nothing running behind: neither engine nor pipeline.</summary>
internal sealed class WholeProgram : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-test-");
    private RelationalStore _store = null!;

    private WholeProgram()
    {
    }

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public static async Task<WholeProgram> StartAsync()
    {
        var program = new WholeProgram();
        var options = PaddockOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("data", program._directory.FullName), new("urls", "http://127.0.0.1:0")]).Build());
        await TemporaryStore.PrepareAsync(options.RelationalFile);
        program._store = await SqliteStore.OpenAsync(options.RelationalFile, TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. options.Urls, AdminSocket.Prepare(options)]);
        builder.Services.AddSingleton(options).AddAccounts(program._store);
        HashSet<ServiceDescriptor> ofTheFramework = [.. builder.Services.Where(service => service.ServiceType == typeof(IHostedService))];
        Program.AddServices(builder.Services, options);
        foreach (var service in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && !ofTheFramework.Contains(service)).ToList())
            builder.Services.Remove(service);
        program.App = builder.Build();
        Program.MapRoutes(program.App, options);
        await program.App.StartAsync(TestContext.Current.CancellationToken);
        program.Address = new Uri(program.App.Urls.First(url => !url.Contains("unix:", StringComparison.Ordinal)));
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _store.Dispose();
        _directory.Delete(recursive: true);
    }
}
