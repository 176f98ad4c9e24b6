using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Alerting;
using Paddock.Alerting.Trackers;
using Paddock.Demo;
using Paddock.Engine;
using Paddock.Hosting;
using Paddock.Hosting.Api;
using Paddock.Hosting.CommandLine;
using Paddock.Hosting.PersonalData;
using Paddock.Hosting.Sql;
using Paddock.Hosting.Web;
using Paddock.Links;
using Paddock.Outbound;
using Paddock.Pages;
using Paddock.Pipeline;
using Paddock.Pipeline.Enrichment;
using Paddock.Pipeline.Live;
using Paddock.Receivers;
using Paddock.Signals.Analytics;
using Paddock.Signals.Errors;
using Paddock.Signals.Errors.SourceMaps;
using Paddock.Signals.Logs;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Checks;
using Paddock.Signals.Monitoring.Metrics;
using Paddock.Signals.Product;

return args switch
{
    ["engine", .. var rest] => await EngineHost.RunAsync(rest, CancellationToken.None),
    _ => await CommandLine.RunAsync(args, static (options, isDemo) => Server.RunAsync(options, isDemo ? AddDemo : AddServices, MapRoutes)),
};

internal sealed partial class Program
{
    // What starts first stops last: receivers -> pipeline -> journal -> signals -> ClickHouse.
    internal static void AddServices(IServiceCollection services, PaddockOptions options)
    {
        services.AddClickHouse(options);
        services.AddOutbound(options.OutboundAllow);
        services.AddErrors();
        services.AddSourceMaps(options.SourceMapDirectory, options.FreeDiskReserve);
        services.AddIssuePeople();
        services.AddLogs();
        services.AddMonitoring();
        services.AddAnalytics();
        services.AddProduct();
        services.AddLinks();
        services.AddPipeline(options);
        services.AddEnrichment(options);
        services.AddStartup();
        services.AddReceivers();
        services.AddChecks();
        services.AddAlerting().AddGrouping();
        services.AddSql(Schema.Views);
        services.AddApi();
        services.AddSingleton<QuestionGate>();
        services.AddAdministration();
    }

    internal static void AddDemo(IServiceCollection services, PaddockOptions options)
    {
        AddServices(services, options);
        services.AddDemo();
    }

    // And back out: ClickHouse -> signals -> api -> web.
    internal static void MapRoutes(WebApplication app, PaddockOptions options)
    {
        app.UseProblems();
        app.MapAdministration(options);
        app.MapAccounts();
        app.MapReceivers();
        app.MapHealth();

        var project = app.MapApi().MapGroup("/api/v1/projects/{id}").RequireProject().WithStoreAway().AddEndpointFilter<RouteGroupBuilder, PersonalDataWall>();
        var questions = project.MapGroup("").WithQuestionGate(app.Services);
        questions.MapAnalytics();
        questions.MapErrors();
        questions.MapLinks();
        questions.MapLogs();
        questions.MapMonitoring();
        questions.MapMetrics();
        questions.MapMonitorResults();
        questions.MapProduct();
        project.MapGroup("").WithMetadata(new Refusal(StatusCodes.Status409Conflict)).MapMonitors();
        project.MapLive(ProjectAccess.IsHeldAsync, () => app.Services.GetRequiredService<AccessChanges>().Next);
        project.MapSql();
        project.MapTickets();

        app.MapApi().MapAlerting();
        app.MapApi().MapGrouping();
        app.MapMute();
        app.MapApiDocument();
        app.MapPages();
        app.MapWeb();
        app.MapScriptFiles();
    }
}
