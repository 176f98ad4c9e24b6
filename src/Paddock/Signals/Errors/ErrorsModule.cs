namespace Paddock.Signals.Errors;

/// <summary>The signal "errors": what has gone wrong, where, to whom, how often.</summary>
internal static class ErrorsModule
{
    public static IServiceCollection AddErrors(this IServiceCollection services)
    {
        services.AddSingleton<IssueDirectory>().AddSingleton<IssueMirror>().AddSingleton<ErrorsQueries>().AddSingleton<ErrorsDigest>();
        services.AddSingleton(static provider => provider.GetRequiredService<ErrorsDigest>().Binding());
        return services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ErrorsApiJson.Default));
    }
}
