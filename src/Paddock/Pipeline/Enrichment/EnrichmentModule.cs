using Paddock.Hosting;

namespace Paddock.Pipeline.Enrichment;

/// <summary>What the door of browsers adds to what they send.</summary>
internal static class EnrichmentModule
{
    public static IServiceCollection AddEnrichment(this IServiceCollection services, PaddockOptions options) => services
        .AddSingleton<UserAgents>()
        .AddSingleton(_ => new Countries(options.CountryFile))
        .AddSingleton(provider => new VisitorSalts(options.SaltsDirectory, provider.GetRequiredService<TimeProvider>()))
        .AddHostedService(static provider => provider.GetRequiredService<VisitorSalts>());
}
