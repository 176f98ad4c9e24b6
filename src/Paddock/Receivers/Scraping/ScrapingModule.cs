namespace Paddock.Receivers.Scraping;

internal static class ScrapingModule
{
    public static IServiceCollection AddScraping(this IServiceCollection services) => services.AddSingleton<MuninNode>().AddHostedService<ScrapeService>();
}
