namespace Paddock.Signals.Errors.SourceMaps;

/// <summary>Stacks of minified code as their authors wrote it: uploads, what is found in them for an event, and their end.</summary>
internal static class SourceMapsModule
{
    /// <param name="services">of the program</param>
    /// <param name="directory">where uploads are kept</param>
    /// <param name="minFreeDiskBytes">what must stay free there</param>
    public static IServiceCollection AddSourceMaps(this IServiceCollection services, string directory, long minFreeDiskBytes)
    {
        services.AddSingleton(_ => new BundleFiles(directory, minFreeDiskBytes));
        services.AddSingleton<SourceMapBundles>().AddSingleton<MapLocator>().AddSingleton<MapReader>().AddSingleton<EventMaps>();
        services.AddHostedService<BundleSweep>();
        return services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, SourceMapsApiJson.Default));
    }
}
