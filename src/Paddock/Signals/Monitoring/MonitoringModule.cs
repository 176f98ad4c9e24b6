using Paddock.Pipeline;
using Paddock.Signals.Monitoring.Checks;
using Paddock.Signals.Monitoring.Heartbeats;
using Paddock.Signals.Monitoring.Metrics;

namespace Paddock.Signals.Monitoring;

/// <summary>The signal "monitoring": is it up, and what is slow.</summary>
internal static class MonitoringModule
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton<SeriesDirectory>().AddSingleton<RequestsQueries>().AddSingleton<MetricsQueries>()
        .ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, MonitoringApiJson.Default))
        .ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, MonitorsApiJson.Default))
        .ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, MetricsApiJson.Default))
        .AddSingleton(new TableBinding(SpansTable.Table) { RecentKeysSql = SpansTable.RecentKeysSql, KeepSql = Retention.TracesOfErrors })
        .AddSingleton(new TableBinding(SamplesTable.Series))
        .AddSingleton(new TableBinding(SamplesTable.Samples))
        .AddSingleton<MonitorBook>().AddSingleton<Monitors>().AddSingleton<MonitorsReading>().AddSingleton<ChecksQueries>()
        .AddSingleton<Prober>().AddSingleton<Probe>(static provider => provider.GetRequiredService<Prober>().ProbeAsync).AddSingleton<CheckRecorder>()
        .AddSingleton<JobRoom>().AddSingleton<HeartbeatListener>().AddSingleton<HeartbeatIntake>()
        .AddSingleton<CheckScheduler>()
        .AddSingleton(static provider => provider.GetRequiredService<HeartbeatIntake>().Binding())
        .AddSingleton(new TableBinding(ChecksTable.Checks));

    /// <summary>Starts to look. Behind the pipeline, as a door: what it sees goes into the journal.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services) => services.AddHostedService(static provider => provider.GetRequiredService<CheckScheduler>());
}
