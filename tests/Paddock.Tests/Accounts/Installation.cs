using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Hosting;
using Paddock.Hosting.CommandLine;
using Paddock.Pages;
using Paddock.Pipeline;
using Paddock.Pipeline.Live;
using Paddock.Tests.Database;

namespace Paddock.Tests.Accounts;

/// <summary>Accounts and pages on a real Kestrel with a data directory of its own; no engine behind them.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-test-");
    private DataLock? _lock;

    private Installation()
    {
    }

    public WebApplication App { get; private set; } = null!;

    public RelationalStore Store { get; private set; } = null!;

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    public string Data => _directory.FullName;

    public Uri Address { get; private set; } = null!;

    /// <summary>As if a proxy had said so.</summary>
    public bool IsBehindTls { get; set; }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public static async Task<Installation> StartAsync(params (string Name, string Value)[] settings)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var installation = new Installation();
        var database = await TemporaryStore.PrepareAsync(Path.Combine(installation.Data, "paddock.db"));
        var options = PaddockOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("data", installation.Data),
            new("Database:Url", database),
            new("urls", "http://127.0.0.1:0"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)),
        ]).Build());
        installation._lock = DataLock.TryTake(installation.Data);
        installation.Store = await RelationalStores.OpenAsync(options, TimeProvider.System, cancellation);
        installation.App = Build(installation, options);
        await installation.App.StartAsync(cancellation);
        await installation.Get<PublicAddress>().ListensOnAsync(installation.App.Urls, installation.Store, cancellation);
        installation.Address = new Uri(installation.App.Urls.First(url => !url.Contains("unix:", StringComparison.Ordinal)));
        return installation;
    }

    /// <summary>A browser that has not been here before.</summary>
    public Visitor Visit(HttpMessageHandler? through = null) => new(Address, through);

    /// <summary>A browser in which the first administrator is signed in.</summary>
    public async Task<Visitor> VisitAsAdministratorAsync()
    {
        var greeting = await Get<FirstRun>().PrepareAsync(Address, TestContext.Current.CancellationToken);
        var visitor = Visit();
        using var answer = await visitor.SubmitAsync(greeting!.Link.AbsolutePath, ("email", Visitor.Email), ("password", Visitor.Password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return visitor;
    }

    public Task<NewProject> AddProjectAsync(string name) =>
        Get<Projects>().CreateAsync(new ProjectRequest(name), Address, Actor.CommandLine, owner: null, TestContext.Current.CancellationToken);

    /// <summary>As a server ends; what it wrote stays.</summary>
    public async Task StopAsync()
    {
        await App.DisposeAsync();
        Store.Dispose();
        _lock?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _directory.Delete(recursive: true);
    }

    private static WebApplication Build(Installation installation, PaddockOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. options.Urls, AdminSocket.Prepare(options)]);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<TimeProvider>(installation.Clock);
        builder.Services.AddAccounts(installation.Store);
        builder.Services.AddAdministration();
        builder.Services.AddSingleton<LiveHub>();
        builder.Services.AddSingleton<IReadOnlyList<TableBinding>>([]);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Request.IsHttps = installation.IsBehindTls;
            return next(context);
        });
        app.MapAdministration(options);
        app.MapAccounts();
        app.MapPages();
        app.MapGet("/api/v1/projects/{id}/probe", (ProjectAccess project) => project.Slug).RequireProject();
        app.MapPost("/api/v1/projects/{id}/probe", (ProjectAccess project) => project.Slug).RequireProject();
        app.MapGroup("/api/v1/projects/{id}").RequireProject().MapLive(ProjectAccess.IsHeldAsync, () => app.Services.GetRequiredService<AccessChanges>().Next);
        app.MapGet("/api/v1/undeclared", () => "secret");
        return app;
    }
}
