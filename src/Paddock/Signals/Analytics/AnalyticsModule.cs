using Paddock.Pipeline;

namespace Paddock.Signals.Analytics;

/// <summary>The signal "analytics": who comes to the site, from where, and what they look at.</summary>
internal static class AnalyticsModule
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services.AddSingleton(new TableBinding(EventsTable.Table) { RecentKeysSql = EventsTable.RecentKeysSql });
}
