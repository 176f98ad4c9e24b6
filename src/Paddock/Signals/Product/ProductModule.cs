using Paddock.Pipeline;

namespace Paddock.Signals.Product;

/// <summary>The signal "product": people, what they do with the product, and what it earns.</summary>
internal static class ProductModule
{
    public static IServiceCollection AddProduct(this IServiceCollection services)
    {
        services.AddSingleton<PersonMirror>().AddHostedService(static provider => provider.GetRequiredService<PersonMirror>());
        services.AddSingleton<PersonDirectory>().AddSingleton<PeopleDigest>().AddSingleton<ProductQueries>();
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ProductApiJson.Default));
        services.AddSingleton(static provider => provider.GetRequiredService<PeopleDigest>().Binding());
        return services.AddSingleton(new TableBinding(PeopleTable.Updates));
    }
}
