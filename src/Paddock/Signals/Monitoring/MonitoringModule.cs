using Paddock.Pipeline;

namespace Paddock.Signals.Monitoring;

/// <summary>The signal "monitoring": is it up, and what is slow.</summary>
internal static class MonitoringModule
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton<SeriesDirectory>().AddSingleton<RequestsQueries>()
        .ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, MonitoringApiJson.Default))
        .AddSingleton(new TableBinding(SpansTable.Table) { RecentKeysSql = SpansTable.RecentKeysSql, KeepSql = Retention.TracesOfErrors })
        .AddSingleton(new TableBinding(SamplesTable.Series))
        .AddSingleton(new TableBinding(SamplesTable.Samples))
        .AddSingleton(new TableBinding(ChecksTable.CheckIns) { RecentKeysSql = ChecksTable.RecentKeysSql })
        .AddSingleton(new TableBinding(ChecksTable.Checks));
}
