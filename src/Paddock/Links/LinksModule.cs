namespace Paddock.Links;

/// <summary>What leads from a record of one signal to those of the others.</summary>
internal static class LinksModule
{
    public static IServiceCollection AddLinks(this IServiceCollection services)
    {
        services.AddSingleton<TraceLinks>().AddSingleton<Story>().AddSingleton<Difference>().AddSingleton<Arrivals>().AddSingleton<Releases>().AddSingleton<Find>().AddSingleton<PersonNames>().AddSingleton<LostSales>();
        return services.ConfigureHttpJsonOptions(static options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, LinksApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, StoryApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, DifferenceApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ArrivalsApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ReleasesApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, FindApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, PersonNamesApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, LostSalesApiJson.Default);
        });
    }

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void MapLinks(this IEndpointRouteBuilder project)
    {
        TraceLinks.Map(project);
        Story.Map(project);
        Difference.Map(project);
        Arrivals.Map(project);
        Releases.Map(project);
        Find.Map(project);
        PersonNames.Map(project);
        LostSales.Map(project);
    }
}
