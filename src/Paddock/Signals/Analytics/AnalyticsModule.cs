using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Analytics;

/// <summary>The signal "analytics": who comes to the site, from where, and what they look at.</summary>
internal static class AnalyticsModule
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services)
    {
        services.AddSingleton(static provider => new VisitsJob(
            provider.GetRequiredService<ClickHouseClient>(), VisitRule.Usual, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<VisitsJob>>()));
        services.AddSingleton<VisitsService>().AddSingleton<AnalyticsQueries>();
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AnalyticsApiJson.Default));
        return services.AddSingleton(static provider => new TableBinding(EventsTable.Table)
        {
            RecentKeysSql = EventsTable.RecentKeysSql,
            AfterStored = provider.GetRequiredService<VisitsService>().Heard,
        });
    }
}
